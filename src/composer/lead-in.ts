import { canonicalPrompt } from '../abc/canonical/prompt.ts';
import { canonicalTune } from '../abc/canonical/tune.ts';
import type { Sampler } from '../engine/engine.ts';
import { settle } from './constraint/advance.ts';
import type { Alphabet } from './constraint/alphabet.ts';
import type { Reading } from './constraint/reading.ts';
import type { Generated, Interruption } from './generate.ts';
import type { TextReader } from './network.ts';
import { logProbability } from './sampling.ts';

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

/** The length of a bar, in ticks, whose bar line is still to come; undefined where it is full, or cannot be kept. */
export function shortBarLength(read: Reading, { grid }: Alphabet): number | undefined {
  const { filled, meter, lost, left, overlays } = settle(read);
  const countable = !lost && left === 0 && overlays === 0 && filled % grid === 0;
  return countable && filled > 0 && filled < meter ? filled : undefined;
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
