import fc from 'fast-check';
import type { Batch, LstmState, TrainerOptions } from '../../../src/engine/engine.ts';
import type { Hyperparameters } from '../../../src/model/hyperparameters.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import { nextFloat, nextInteger, seedRandom, type Random } from '../../../src/model/random.ts';
import { tensorsOf, type Weights } from '../../../src/model/weights.ts';

/** Sizes of a test case; everything else is drawn from the seed. */
export interface Shape {
  readonly hyperparameters: Hyperparameters;
  readonly batch: number;
  readonly sequence: number;
  readonly dropout: number;
  readonly seed: number;
}

export interface Case {
  readonly weights: Weights;
  readonly batch: Batch;
  readonly carried: LstmState[];
  readonly options: TrainerOptions;
}

/** Shapes of all kinds, odd ones too; `small` ones are quick enough for finite differences. */
export function shapes({ small = false } = {}): fc.Arbitrary<Shape> {
  const upTo = (few: number, many: number) => fc.integer({ min: 1, max: small ? few : many });
  return fc.record({
    hyperparameters: fc.record({
      vocabulary: fc.integer({ min: 2, max: small ? 4 : 37 }),
      embedding: upTo(3, 19),
      units: upTo(3, 21),
      layers: upTo(2, 3),
    }),
    batch: upTo(2, 7),
    sequence: upTo(4, 9),
    dropout: fc.constantFrom(0, 0, 0.25, 0.5),
    seed: fc.nat(1_000_000),
  });
}

/** Adam with plain settings. */
export function trainerOptions(shape: Shape): TrainerOptions {
  const { batch, sequence, dropout, seed } = shape;
  const adam = { beta1: 0.9, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.01, clipNorm: 1 };
  return { batch, sequence, dropout, seed, ...adam };
}

/** Weights with nothing left at zero, a chunk with masked targets and restarts, and a state to carry on from. */
export function drawCase(shape: Shape): Case {
  const random = seedRandom(shape.seed);
  const { layers, units } = shape.hyperparameters;
  const state = (): LstmState => Float32Array.from({ length: layers * 2 * units }, () => noise(random, 0.5));
  return {
    weights: drawWeights(shape.hyperparameters, random),
    batch: drawBatch(shape, random),
    carried: Array.from({ length: shape.batch }, state),
    options: trainerOptions(shape),
  };
}

/** Initial weights plus noise on every one, so that biases and small embeddings matter. */
export function drawWeights(hyperparameters: Hyperparameters, random: Random): Weights {
  const weights = initialWeights(hyperparameters, random);
  for (const { values } of tensorsOf(weights))
    for (let i = 0; i < values.length; i++) values[i] += noise(random, 0.3);
  return weights;
}

/** A chunk of random characters, some targets left out and some rows starting anew. */
export function drawBatch({ batch, sequence, hyperparameters }: Shape, random: Random): Batch {
  const { vocabulary } = hyperparameters;
  const size = batch * sequence;
  return {
    inputs: Int32Array.from({ length: size }, () => nextInteger(random, vocabulary)),
    targets: Int32Array.from({ length: size }, () =>
      nextFloat(random) < 0.1 ? -1 : nextInteger(random, vocabulary),
    ),
    restart: Uint8Array.from({ length: batch }, () => (nextFloat(random) < 0.3 ? 1 : 0)),
  };
}

function noise(random: Random, scale: number): number {
  return scale * (2 * nextFloat(random) - 1);
}
