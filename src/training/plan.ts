import type { TrainerOptions } from '../engine/engine.ts';
import type { Model } from '../model/folder.ts';
import type { Hyperparameters } from '../model/hyperparameters.ts';
import { initialWeights } from '../model/initialise.ts';
import { vocabularyOf, type Vocabulary } from '../model/vocabulary.ts';
import { parameterCount } from '../model/weights.ts';
import { CANONICAL_VERSION, START } from '../abc/canonical/tune.ts';
import { transpositionsOf } from './augment.ts';
import { crc32 } from './checksum.ts';
import { randomFor, splitByTune, type Split } from './dataset.ts';
import { extendNetwork, type Network } from './extend.ts';
import type { Recipe } from './recipe.ts';
import type { Length } from './schedule.ts';

/** What to train on, how, and for how long. */
export interface TrainRequest {
  /** Name of the model to be made. */
  readonly name: string;
  /** Tunes in canonical form. */
  readonly tunes: readonly string[];
  /** Tunes to measure on; absent: a share of `tunes` is held out as the recipe says. */
  readonly validation?: readonly string[];
  readonly recipe: Recipe;
  readonly length: Length;
  /** A model to go on from; its sizes take precedence over the recipe's. */
  readonly from?: Model;
  /** Goes on from the newest usable checkpoint; absent or false: begins anew. */
  readonly resume?: boolean;
  /** For the card: where the tunes are from. */
  readonly data?: readonly { source: string; licence: string; credit: string }[];
}

/** A run that cannot go on; the message is one line that says what to do. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}

/** All of a run that is settled before it begins; follows from the request alone. */
export interface Plan extends Split {
  readonly start: Network;
  readonly batch: number;
  /** Identifies the tunes, the recipe and the network that a checkpoint belongs to. */
  readonly fingerprint: string;
}

/** Few tunes are learnt faster from many small steps than from few large ones. */
const TUNES_PER_ROW = 5;

/** Settles split, vocabulary, starting weights and batch. Throws a TrainingError where there is nothing to learn. */
export function planRun(request: TrainRequest): Plan {
  const { recipe, from } = request;
  if (from && from.card.preparation.canonical !== CANONICAL_VERSION) {
    throw new TrainingError(
      `${from.card.name} has learnt another form of text: go on from another model, or from none`,
    );
  }
  const split = request.validation
    ? { training: request.tunes, validation: request.validation }
    : splitByTune(request.tunes, recipe.validationShare, recipe.seed);
  if (split.training.length === 0) {
    throw new TrainingError('there is no tune to learn from: choose files that hold tunes in ABC notation');
  }
  const vocabulary = vocabularyOf(allCharacters([...split.training, ...split.validation], recipe.transpose));
  const start = startingNetwork(request, vocabulary);
  const batch = Math.max(1, Math.min(recipe.batch, Math.floor(split.training.length / TUNES_PER_ROW)));
  return { ...split, start, batch, fingerprint: fingerprintOf(split, recipe, start) };
}

/** The trainer's settings for a plan. */
export function trainerOptions(plan: Plan, recipe: Recipe): TrainerOptions {
  const { sequence, weightDecay, beta1, beta2, epsilon, clipNorm, dropout, seed } = recipe;
  return { batch: plan.batch, sequence, weightDecay, beta1, beta2, epsilon, clipNorm, dropout, seed };
}

function* allCharacters(tunes: readonly string[], transpose: boolean): Generator<string> {
  yield START;
  for (const tune of tunes) {
    yield tune;
    if (transpose) yield* transpositionsOf(tune);
  }
}

function startingNetwork(request: TrainRequest, vocabulary: Vocabulary): Network {
  const { layers, units, embedding, seed } = request.recipe;
  const random = randomFor(seed, 0x1217);
  if (request.from) return extendNetwork(request.from, vocabulary, random);
  const sizes = { layers, units, embedding, vocabulary: vocabulary.characters.length };
  checkSize(sizes);
  return { vocabulary, weights: initialWeights(sizes, random) };
}

/** In single precision: the weight, its gradient and two moments. */
const BYTES_PER_WEIGHT = 16;
const MOST_MEGABYTES = 4095;

/** Refuses a network that no engine can train, before its weights are drawn, which would take minutes. */
function checkSize(sizes: Hyperparameters): void {
  const megabytes = (units: number): number =>
    Math.ceil((BYTES_PER_WEIGHT * parameterCount({ ...sizes, units })) / 2 ** 20);
  if (megabytes(sizes.units) <= MOST_MEGABYTES) return;
  let fitting = sizes.units;
  while (fitting > 1 && megabytes(fitting) > MOST_MEGABYTES) fitting = Math.floor(fitting / 2);
  throw new TrainingError(
    `layers of ${sizes.units} units need ${megabytes(sizes.units)} MB, more than the ${MOST_MEGABYTES} MB there can be; ` +
      `layers of ${fitting} units fit`,
  );
}

function fingerprintOf(split: Split, recipe: Recipe, start: Network): string {
  const all = [recipe, split.training, split.validation, start.vocabulary.characters];
  const weights = start.weights.denseKernel;
  const parts = [
    new TextEncoder().encode(JSON.stringify(all)),
    new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength),
  ];
  return parts.map((part) => crc32(part).toString(16).padStart(8, '0')).join('');
}
