import { canonicalPrompt } from '../abc/canonical/prompt.ts';
import { canonicalTune } from '../abc/canonical/tune.ts';
import type { Sampler } from '../engine/engine.ts';
import { advance, settle } from './constraint/advance.ts';
import type { Alphabet } from './constraint/alphabet.ts';
import type { Reading } from './constraint/reading.ts';
import type { Generated, Interruption } from './generate.ts';
import type { TextReader } from './network.ts';
import { logProbability } from './sampling.ts';
import type { ContinuationLength } from './stopping.ts';

/** Bars of a tune that a continuation is to stand for. */
export interface Replaced {
  /** Canonical text up to their end. */
  readonly upTo: string;
  /** The canonical text of the bar line behind them and of the two bars that follow; '' where nothing follows. */
  readonly follows: string;
}

interface Replacement {
  /** One tune, and what of it is to be replaced, in UTF-16 code units. */
  readonly text: string;
  readonly offset: number;
  readonly replaced?: number | undefined;
  readonly fileHeader?: string | undefined;
}

/** A bar line and what stands before it, three times. */
const BAR_LINE_AND_TWO_BARS = /^(?:[^|]*\|[|:\]]*){1,3}/;

/** What a continuation replaces, and where it has to lead; null where that is nothing, or no music. */
export function replacedBars({ text, offset, replaced, fileHeader }: Replacement): Replaced | null {
  if (replaced === undefined) return null;
  const end = canonicalPrompt(text, offset + replaced, fileHeader);
  if (end.kind !== 'body') return null;
  const whole = canonicalTune(text, fileHeader);
  const rest = whole?.startsWith(end.text) === true ? whole.slice(end.text.length) : '';
  return { upTo: end.text, follows: BAR_LINE_AND_TWO_BARS.exec(rest)?.[0] ?? '' };
}

/** Whether only plain bar lines stand between the replaced bars, which begin where the canonical text `prompt` ends. */
export function isWithinPart({ upTo }: Replaced, prompt: string): boolean {
  const between = upTo.slice(prompt.length).replace(/[\s|:\]]+$/, '');
  return !/\|\||\|\]|\[\||:\||\|:|::/.test(between);
}

/** The length of a bar, in ticks, whose bar line is still to come; undefined where it is full, or cannot be kept. */
function shortBarLength({ filled, meter, lost, left, overlays }: Reading, grid: number): number | undefined {
  const countable = !lost && left === 0 && overlays === 0 && filled % grid === 0;
  return countable && filled > 0 && filled < meter ? filled : undefined;
}

/** The bars of `text` behind a reading, each as it reads at its end. */
function barsOf(start: Reading, text: string): Reading[] {
  const ends: Reading[] = [];
  let reading = start;
  for (const character of text) {
    const next = advance(reading, character);
    if (reading.mode === 'bar' && next.mode !== 'bar') ends.push(reading);
    reading = next;
  }
  return [...ends, settle(reading)];
}

/**
 * As far as the bars go that are replaced: a pickup and a last bar that is short keep their lengths.
 * @param before how the canonical text `prompt` before them reads
 */
export function lengthOfReplaced(
  length: ContinuationLength,
  { upTo }: Replaced,
  prompt: string,
  before: Reading,
  { grid }: Alphabet,
): ContinuationLength {
  if (length.kind !== 'bars' || !upTo.startsWith(prompt)) return length;
  const bars = barsOf(settle(before), upTo.slice(prompt.length));
  const [first, last] = [bars[0], bars.at(-1)];
  const pickup = bars.length > 1 && before.opening && first ? shortBarLength(first, grid) : undefined;
  const lastBar = last && shortBarLength(last, grid);
  return { kind: 'bars', bars: length.bars - (pickup === undefined ? 0 : 1), pickup, lastBar };
}

export interface Listener {
  readonly alphabet: Alphabet;
  readonly sampler: Sampler;
  readonly reader: TextReader;
}

const LAST_BAR_LINE = /\s*[|:\]]+\s*$/;

/** Puts those in front behind which, with `prompt` before them, the network finds what follows likeliest. */
export async function byLeadIn(
  listener: Listener,
  prompt: string,
  { follows }: Replaced,
  continuations: readonly Generated[],
  interruption: Interruption,
): Promise<Generated[]> {
  const scored: { continuation: Generated; chance: number }[] = [];
  for (const continuation of continuations) {
    const text = prompt + continuation.text.replace(LAST_BAR_LINE, '');
    scored.push({ continuation, chance: await chanceOf(listener, text, follows, interruption) });
  }
  return scored.sort((a, b) => b.chance - a.chance).map(({ continuation }) => continuation);
}

/** Natural logarithm of the chance that `follows` comes behind canonical text. */
async function chanceOf(
  { alphabet, sampler, reader }: Listener,
  text: string,
  follows: string,
  interruption: Interruption,
): Promise<number> {
  let { logits } = await reader.read(text, interruption);
  let sum = 0;
  for (const character of follows) {
    const index = alphabet.indexOf.get(character);
    if (index === undefined) continue;
    sum += logProbability(logits, index);
    logits = sampler.step([index]);
  }
  return sum;
}
