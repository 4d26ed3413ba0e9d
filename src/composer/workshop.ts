import { hasWholePhrases } from '../abc/canonical/phrases.ts';
import { bodyStart } from '../abc/canonical/tune.ts';
import type { Sampler } from '../engine/engine.ts';
import type { EchoTable } from '../model/echo.ts';
import { forkRandom, type Random } from '../model/random.ts';
import { endsOnTonic } from './cadence.ts';
import { settle } from './constraint/advance.ts';
import type { Alphabet } from './constraint/alphabet.ts';
import { handOver } from './constraint/hand-over.ts';
import { startEcho } from './echo.ts';
import { generate, type GenerateOptions, type Generated, type Interruption, type Start } from './generate.ts';
import type { Music } from './music.ts';
import type { TextReader } from './network.ts';

export interface SamplingRequest {
  readonly temperature: number;
  readonly topP: number;
  /** The same request with the same seed gives the same texts. */
  readonly seed: number;
  /** Only correct notation whose bars fill the meter; else the plain model. */
  readonly constrained: boolean;
  /** Whether constrained texts let bars come again as they do in people's tunes; so they do where absent. */
  readonly echo?: boolean | undefined;
}

export interface ComposerOptions {
  /** Milliseconds, never going back. */
  readonly clock: () => number;
  /** Lets messages in; called every few characters. */
  readonly pause: () => Promise<void>;
}

/** Texts written side by side. */
export const STREAMS = 8;
/** Most tunes end on the tonic (84 of 100 in O'Neill and the like); the model alone finds it in 40. */
const ENDING_TRIES = 4;

/** What the parts of a composer share. */
export interface Workshop {
  readonly alphabet: Alphabet;
  readonly sampler: Sampler;
  readonly reader: TextReader;
  readonly readMusic: (canonical: string) => Music;
  readonly echoTable: EchoTable;
  readonly options: ComposerOptions;
}

/** The state of network and reading at the end of canonical text. */
export async function startAt(
  { alphabet, reader, readMusic, echoTable }: Workshop,
  text: string,
  sealed: boolean,
  { constrained, echo }: Pick<SamplingRequest, 'constrained' | 'echo'>,
  interruption: Interruption,
): Promise<Start> {
  const { state, logits } = await reader.read(text, interruption);
  const { reading: read, bars } = readMusic(text);
  const reading = sealed ? settle(read) : read;
  const brackets = text.includes('[', bodyStart(text));
  const key = [...text.matchAll(/(?:^|\[)K:([^\]\n]*)/gm)].at(-1)?.[1] ?? 'none';
  return {
    state,
    logits,
    sealed,
    brackets,
    key,
    bars,
    echo: constrained && echo !== false ? startEcho(echoTable, bars) : null,
    reading: constrained ? handOver(alphabet, reading) : reading,
  };
}

/**
 * One text per random state; of one that brings a tune to its end, the first of several tries that ends on the tonic,
 * of those whose parts have whole phrases if there are any. Which try is the likeliest does not count: that would be the one
 * that says the same thing most often.
 */
export async function writeTexts(
  workshop: Workshop,
  start: Start,
  randoms: readonly Random[],
  options: GenerateOptions,
  interruption: Interruption,
): Promise<Generated[]> {
  if (options.length.kind !== 'end' || !options.constrained) {
    return inBatches(workshop, start, randoms, options, interruption);
  }
  const tries = randoms.flatMap((random) => Array.from({ length: ENDING_TRIES }, () => forkRandom(random)));
  const texts = await inBatches(workshop, start, tries, options, interruption);
  return randoms.flatMap((_, nth) => {
    const own = texts.slice(nth * ENDING_TRIES, (nth + 1) * ENDING_TRIES);
    const whole = own.filter(({ text }) => hasWholePhrases(start.bars, text));
    const best = whole.length > 0 ? whole : own;
    return best.find(({ text }) => endsOnTonic(text, start.key)) ?? best[0] ?? [];
  });
}

/** One text per random state, as many side by side as the sampler has streams. */
export async function inBatches(
  { sampler, alphabet }: Workshop,
  start: Start,
  randoms: readonly Random[],
  options: GenerateOptions,
  interruption: Interruption,
): Promise<Generated[]> {
  const all: Generated[] = [];
  for (let at = 0; at < randoms.length; at += STREAMS) {
    const batch = randoms.slice(at, at + STREAMS);
    all.push(...(await generate(sampler, alphabet, start, batch, options, interruption)));
  }
  return all;
}
