import { placeInPart, readCharacter, startBarTexts } from '../abc/canonical/bar-texts.ts';
import { bodyStart } from '../abc/canonical/tune.ts';
import {
  type EchoSource,
  echoSources,
  type EchoTable,
  echoWeight,
  PLACES,
  STRETCHES,
  stretchOf,
  TYPICAL_PROBABILITY,
} from '../model/echo.ts';

/** What a bar might be an echo of, and how far it went with it. */
interface Candidate extends EchoSource {
  /** [STRETCHES] Characters that are the same from the bar's beginning on. */
  readonly stays: readonly number[];
  /** The stretch in which the bar went another way, or ended too soon; null where it did neither. */
  readonly departs: number | null;
}

/** Expected numbers of echoes, found in the tunes and foretold by the table, and of characters on the way. */
interface Tally {
  readonly places: { found: number; foretold: number }[];
  readonly onward: { found: number; foretold: number };
  /** [STRETCHES] */
  readonly departures: number[];
  readonly characters: number[];
}

/** An immediate repetition is seldom one note for note; the network alone has as many as people. */
const DISTANCES = [2, 4, 8, 12, 16];
const ROUNDS = 30;
/** Of more tunes every second is enough, or every third … */
const ENOUGH_TUNES = 3000;
/** Echoes, and characters of echoes, that tunes have to tell before they outweigh what is known of others. */
const KNOWN_ECHOES = 4;
const KNOWN_CHARACTERS = 100;

/** A table that knows nothing of tunes but the distances that matter in them. */
export const BLANK_ECHO: EchoTable = DISTANCES.map((distance) => ({
  distance,
  places: new Array<number>(PLACES).fill(0.1),
  onward: 1,
  departures: new Array<number>(STRETCHES).fill(0.05),
}));

/**
 * How bars echo earlier ones in canonical tunes. Which one a bar echoes, if any, is hidden: expectation maximisation
 * (Dempster, Laird & Rubin 1977), each weight being scaled to foretell the echoes found, as in iterative scaling
 * (Darroch & Ratcliff 1972). Where tunes tell little the numbers stay near those of `known`.
 */
export function estimateEcho(tunes: readonly string[], known: EchoTable): EchoTable {
  const step = Math.ceil(tunes.length / ENOUGH_TUNES);
  const bars = tunes.flatMap((tune, nth) => (nth % step === 0 ? candidatesOf(tune, known) : []));
  let table = known;
  for (let round = 0; round < ROUNDS; round++) table = improved(table, bars, known);
  return table.map((row) => ({
    ...row,
    places: row.places.map(rounded),
    onward: rounded(row.onward),
    departures: row.departures.map(rounded),
  }));
}

/** For each bar of a tune, pickups among them, what it might echo; bars that could echo none are left out. */
function candidatesOf(tune: string, table: EchoTable): Candidate[][] {
  const all: Candidate[][] = [];
  let reading = startBarTexts(tune);
  let sources: EchoSource[] = [];
  for (const character of tune.slice(bodyStart(tune))) {
    const { text } = reading;
    if (text === '') sources = echoSources(table, reading.bars, placeInPart(reading));
    reading = readCharacter(reading, character);
    const ended = text !== '' && text !== '[' && reading.text === '';
    if (ended && sources.length > 0) all.push(sources.map((source) => compared(source, text)));
  }
  return all;
}

function compared(source: EchoSource, text: string): Candidate {
  const { length } = source.text;
  const stays = new Array<number>(STRETCHES).fill(0);
  for (let at = 0; at < length; at++) {
    const stretch = stretchOf(at, length);
    if (source.text.charAt(at) !== text.charAt(at)) return { ...source, stays, departs: stretch };
    stays[stretch] = (stays[stretch] ?? 0) + 1;
  }
  return { ...source, stays, departs: null };
}

/** One round of expectation and maximisation. */
function improved(table: EchoTable, bars: readonly (readonly Candidate[])[], known: EchoTable): EchoTable {
  const tallies = table.map(({ places }): Tally => ({
    places: places.map(() => ({ found: 0, foretold: 0 })),
    onward: { found: 0, foretold: 0 },
    departures: new Array<number>(STRETCHES).fill(0),
    characters: new Array<number>(STRETCHES).fill(0),
  }));
  for (const candidates of bars) count(tallies, table, candidates);
  return table.map((row, nth) => {
    const [tally, before] = [tallies[nth], known[nth]];
    if (tally === undefined || before === undefined) return row;
    return {
      ...row,
      places: row.places.map((weight, place) =>
        scaled(weight, tally.places[place] ?? tally.onward, before.places[place] ?? weight),
      ),
      onward: scaled(row.onward, tally.onward, before.onward),
      departures: before.departures.map(
        (departure, stretch) =>
          ((tally.departures[stretch] ?? 0) + KNOWN_CHARACTERS * departure) /
          ((tally.characters[stretch] ?? 0) + KNOWN_CHARACTERS),
      ),
    };
  });
}

/** Adds what one bar tells. */
function count(tallies: readonly Tally[], table: EchoTable, candidates: readonly Candidate[]): void {
  const prior = candidates.map((candidate) => echoWeight(table, candidate));
  const joint = candidates.map((candidate, i) => (prior[i] ?? 0) * likelihoodRatio(table, candidate));
  const foretoldInAll = 1 + prior.reduce((sum, one) => sum + one, 0);
  const foundInAll = 1 + joint.reduce((sum, one) => sum + one, 0);
  candidates.forEach((candidate, i) => {
    const { nth, place, onward } = candidate;
    const tally = tallies[nth];
    const atPlace = tally?.places[place];
    if (tally === undefined || atPlace === undefined) return;
    const found = (joint[i] ?? 0) / foundInAll;
    const foretold = (prior[i] ?? 0) / foretoldInAll;
    for (const each of onward ? [atPlace, tally.onward] : [atPlace]) {
      each.found += found;
      each.foretold += foretold;
    }
    countWay(tally, candidate, found);
  });
}

/** Adds how far a bar went with the one that it may echo. */
function countWay({ departures, characters }: Tally, { stays, departs }: Candidate, found: number): void {
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const departed = stretch === departs ? found : 0;
    departures[stretch] = (departures[stretch] ?? 0) + departed;
    characters[stretch] = (characters[stretch] ?? 0) + found * (stays[stretch] ?? 0) + departed;
  }
}

/** How much likelier a bar's text is as an echo than as a new bar. */
function likelihoodRatio(table: EchoTable, { nth, stays, departs }: Candidate): number {
  let ratio = 1;
  table[nth]?.departures.forEach((departure, stretch) => {
    ratio *= ((1 - departure) / TYPICAL_PROBABILITY) ** (stays[stretch] ?? 0);
    if (stretch === departs) ratio *= departure / (1 - TYPICAL_PROBABILITY);
  });
  return Math.min(ratio, 1e100);
}

/** A weight that foretells as many echoes as were found, drawn towards one known before (a gamma prior). */
function scaled(weight: number, { found, foretold }: Tally['onward'], known: number): number {
  if (weight === 0 || known === 0) return 0;
  return (weight * (found + KNOWN_ECHOES)) / (foretold + (KNOWN_ECHOES * weight) / known);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
