import { bodyStart, START } from '../abc/canonical/tune.ts';
import type { Engine, Sampler } from '../engine/engine.ts';
import { encode, type Vocabulary } from '../model/vocabulary.ts';
import type { Weights } from '../model/weights.ts';
import type { Surprise } from './ngram.ts';

/** How well a model foretells tunes. */
export interface Evaluation extends Surprise {
  /** Share of characters that the model found the likeliest. */
  readonly top1: number;
  /** Share of characters among the five that the model found likeliest. */
  readonly top5: number;
  readonly tunes: number;
}

/** Tunes read side by side; the engine's matrix products are more efficient for several rows. */
const STREAMS = 24;
/** Steps between looking at the signal and letting others have the thread. */
const STEPS_PER_PAUSE = 32;

export interface EvaluationWorld {
  readonly engine: Engine;
  readonly signal?: AbortSignal | undefined;
  /** Lets messages in; long work calls it now and then. */
  readonly pause?: (() => Promise<void>) | undefined;
}

interface Sums {
  characters: number;
  nats: number;
  musicCharacters: number;
  musicNats: number;
  first: number;
  firstFive: number;
}

/**
 * Scores canonical tunes, each from the zero state and the start symbol through its final blank line. Characters
 * unknown to the model count as its unknown character. Throws the signal's reason when aborted.
 */
export async function evaluate(
  model: { readonly weights: Weights; readonly vocabulary: Vocabulary },
  tunes: readonly string[],
  world: EvaluationWorld,
): Promise<Evaluation> {
  const sums: Sums = { characters: 0, nats: 0, musicCharacters: 0, musicNats: 0, first: 0, firstFive: 0 };
  const streams = Math.max(1, Math.min(STREAMS, tunes.length));
  // Tunes of like length run side by side, so that few streams stand idle.
  const byLength = [...tunes].sort((a, b) => a.length - b.length);
  const sampler = await world.engine.createSampler(model.weights, streams);
  try {
    for (let at = 0; at < byLength.length; at += streams) {
      await scoreTogether(sampler, model.vocabulary, byLength.slice(at, at + streams), sums, world);
    }
  } finally {
    sampler.dispose();
  }
  const { characters, musicCharacters } = sums;
  return {
    characters,
    bitsPerCharacter: sums.nats / Math.LN2 / characters,
    musicCharacters,
    musicBitsPerCharacter: sums.musicNats / Math.LN2 / musicCharacters,
    top1: sums.first / characters,
    top5: sums.firstFive / characters,
    tunes: tunes.length,
  };
}

/** Scores up to `sampler.streams` tunes, the longest last; a stream that is done is fed on idly. */
async function scoreTogether(
  sampler: Sampler,
  vocabulary: Vocabulary,
  tunes: readonly string[],
  sums: Sums,
  world: EvaluationWorld,
): Promise<void> {
  const size = vocabulary.characters.length;
  const texts = tunes.map((tune) => ({
    indices: encode(vocabulary, START + tune + START),
    body: 1 + bodyStart(tune),
  }));
  for (let stream = 0; stream < sampler.streams; stream++) sampler.importState(stream, null);
  const longest = Math.max(...texts.map(({ indices }) => indices.length));
  const characters = new Int32Array(tunes.length);
  for (let i = 0; i + 1 < longest; i++) {
    if (i % STEPS_PER_PAUSE === 0) {
      world.signal?.throwIfAborted();
      await world.pause?.();
    }
    texts.forEach(({ indices }, stream) => (characters[stream] = indices[i] ?? 0));
    const logits = sampler.step(characters);
    texts.forEach(({ indices, body }, stream) => {
      const next = indices[i + 1];
      if (next !== undefined) score(logits, stream * size, size, next, i + 1 >= body, sums);
    });
  }
}

/** Adds the surprise at character `next` under the logits [size] that begin at `start`. */
function score(
  logits: Float32Array,
  start: number,
  size: number,
  next: number,
  music: boolean,
  sums: Sums,
): void {
  const own = logits[start + next] ?? 0;
  let highest = -Infinity;
  for (let i = 0; i < size; i++) highest = Math.max(highest, logits[start + i] ?? 0);
  let total = 0;
  let above = 0;
  for (let i = 0; i < size; i++) {
    const logit = logits[start + i] ?? 0;
    total += Math.exp(logit - highest);
    if (logit > own) above += 1;
  }
  const nats = highest + Math.log(total) - own;
  sums.characters += 1;
  sums.nats += nats;
  if (music) {
    sums.musicCharacters += 1;
    sums.musicNats += nats;
  }
  if (above === 0) sums.first += 1;
  if (above < 5) sums.firstFive += 1;
}
