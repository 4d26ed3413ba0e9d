import { BETWEEN_BARS, type BarTexts, placeInPart, readCharacter } from '../abc/canonical/bar-texts.ts';
import { echoSources, type EchoTable, echoWeight, stretchOf, TYPICAL_PROBABILITY } from '../model/echo.ts';

/** An earlier bar that the one in progress goes along with so far. */
interface Expert {
  readonly text: string;
  /** That the bar is its echo, by all that has been read. */
  readonly probability: number;
  /** [STRETCHES] */
  readonly departures: readonly number[];
}

/**
 * What is expected of the bar in progress: an echo of one of some earlier bars or, with the rest of the probability,
 * a new one. A mixture of experts: each earlier bar foretells its own next character, or with a small probability any
 * other, which the network chooses, as it does throughout in a new bar; a bar that has gone another way is as good as
 * new. Bar lines, line breaks and endings are the network's alone. A value: `hear` gives a new one.
 */
export interface Echo {
  readonly table: EchoTable;
  readonly reading: BarTexts;
  readonly experts: readonly Expert[];
}

/** What echoes make of the next character, by index in a model's vocabulary. */
export interface Expectation {
  readonly characters: readonly {
    /** What would go on with an echo; one character may come more than once. */
    readonly index: number;
    /** That it does. */
    readonly stays: number;
    /** That the bar was this echo up to here and now goes another way. */
    readonly departs: number;
  }[];
  /**
   * [V] Where no bar has begun: 1 for `BETWEEN_BARS`, which may come first; all above is for the case that none of
   * them does. Null within a bar.
   */
  readonly between: Uint8Array | null;
}

/** A vocabulary as echoes see it. */
export interface EchoAlphabet {
  readonly indexOf: ReadonlyMap<string, number>;
  /** [V] 1 for `BETWEEN_BARS`. */
  readonly between: Uint8Array;
}

/** What the network said before a character came. */
export interface Chances {
  /** The probability of a character. */
  readonly of: (character: string) => number;
  /** That of all `BETWEEN_BARS` together where no bar has begun, else 0. */
  readonly betweenBars: number;
}

/** The least probability of another character that is reckoned with. */
const LEAST = 1e-9;

/** What is expected at the end of canonical text. Only the bar in progress can still be an echo. */
export function startEcho(table: EchoTable, end: BarTexts): Echo {
  const typical = { of: () => TYPICAL_PROBABILITY, betweenBars: 0 };
  let echo = atBarLine(table, { ...end, text: '', closing: '' });
  for (const character of end.text) echo = hear(echo, character, typical);
  return echo;
}

function atBarLine(table: EchoTable, reading: BarTexts): Echo {
  const sources = echoSources(table, reading.bars, placeInPart(reading));
  const weights = sources.map((source) => echoWeight(table, source));
  const total = 1 + weights.reduce((sum, weight) => sum + weight, 0);
  const experts = sources.map(({ nth, text }, i) => ({
    text,
    probability: (weights[i] ?? 0) / total,
    departures: table[nth]?.departures ?? [],
  }));
  return { table, reading, experts };
}

function departureAt({ text, departures }: Expert, at: number): number {
  return departures[stretchOf(at, text.length)] ?? 0;
}

/** What is expected once a character has come. */
export function hear({ table, reading, experts }: Echo, character: string, chances: Chances): Echo {
  const next = readCharacter(reading, character);
  if (next.text === '') return atBarLine(table, next);
  if (experts.length === 0) return { table, reading: next, experts };
  const at = reading.text.length;
  const own = chances.of(character);
  const begins = 1 - chances.betweenBars;
  let total = (1 - experts.reduce((sum, { probability }) => sum + probability, 0)) * own;
  const going: Expert[] = [];
  for (const expert of experts) {
    const foretold = expert.text.charAt(at);
    const departure = departureAt(expert, at);
    const others = Math.max(LEAST, begins - chances.of(foretold));
    const likelihood =
      foretold === character ? (1 - departure) * begins : (departure * own * begins) / others;
    const probability = expert.probability * likelihood;
    total += probability;
    if (foretold === character && at + 1 < expert.text.length) going.push({ ...expert, probability });
  }
  const scale = total > 0 ? 1 / total : 0;
  return {
    table,
    reading: next,
    experts: going.map((expert) => ({ ...expert, probability: expert.probability * scale })),
  };
}

/** What echoes make of the character to come. */
export function expectation({ reading, experts }: Echo, { indexOf, between }: EchoAlphabet): Expectation {
  const at = reading.text.length;
  return {
    characters: experts.flatMap((expert) => {
      const index = indexOf.get(expert.text.charAt(at));
      const departs = expert.probability * departureAt(expert, at);
      return index === undefined ? [] : [{ index, stays: expert.probability - departs, departs }];
    }),
    between: at === 0 ? between : null,
  };
}

/** @param characters a vocabulary by index. */
export function createEchoAlphabet(characters: readonly string[]): EchoAlphabet {
  return {
    indexOf: new Map(characters.map((character, index) => [character, index])),
    between: Uint8Array.from(characters, (character) => (BETWEEN_BARS.includes(character) ? 1 : 0)),
  };
}

/** The sum of the probabilities [V] where `between` [V] is 1; 0 where it is null. */
export function probabilityBetween(probabilities: Float64Array, between: Uint8Array | null): number {
  if (between === null) return 0;
  let sum = 0;
  for (let index = 0; index < between.length; index++) {
    if (between[index] === 1) sum += probabilities[index] ?? 0;
  }
  return sum;
}

/** How echoes change probabilities: all that can begin or go on with a bar by a factor, some by what is added. */
interface Change {
  readonly factor: number;
  readonly additions: readonly { readonly index: number; readonly added: number }[];
}

function changeOf(
  probabilities: Float64Array,
  { characters, between }: Expectation,
  mask: Uint8Array | null,
): Change {
  const begins = 1 - probabilityBetween(probabilities, between);
  let factor = 1;
  const additions: { index: number; added: number }[] = [];
  for (const { index, stays, departs } of characters) {
    if (mask !== null && mask[index] !== 1) continue;
    const own = probabilities[index] ?? 0;
    const others = begins - own;
    // Where the network knows no other way there is no departure.
    const departing = others < LEAST ? 0 : (departs * begins) / others;
    const staying = others < LEAST ? stays + departs : stays;
    factor += departing - stays - departs;
    additions.push({ index, added: staying * begins - departing * own });
  }
  return { factor, additions };
}

/**
 * Turns the network's probabilities [V] into those of the mixture. Echoes that would go on with a character whose mask
 * [V] is 0 leave their probability to the network. The sum stays as it is, 1.
 */
export function mix(probabilities: Float64Array, expected: Expectation, mask: Uint8Array | null): void {
  const { factor, additions } = changeOf(probabilities, expected, mask);
  for (let index = 0; index < probabilities.length; index++) {
    if (expected.between?.[index] !== 1) probabilities[index] = (probabilities[index] ?? 0) * factor;
  }
  for (const { index, added } of additions) probabilities[index] = (probabilities[index] ?? 0) + added;
}

/** What `mix` makes of the probability of one character, the network's being [V]. */
export function mixedProbability(probabilities: Float64Array, expected: Expectation, index: number): number {
  const own = probabilities[index] ?? 0;
  if (expected.between?.[index] === 1) return own;
  const { factor, additions } = changeOf(probabilities, expected, null);
  return additions.reduce((sum, one) => sum + (one.index === index ? one.added : 0), own * factor);
}
