import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import type { TensorFlow } from '../../../src/engine/tensorflow/network.ts';
import { createTensorflowEngine } from '../../../src/engine/tensorflow/tensorflow.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { nextInteger, seedRandom } from '../../../src/model/random.ts';
import { baselineEngine, buildAll, relaxedEngine } from './built.ts';
import { drawBatch, drawCase, drawWeights, shapes, trainerOptions, type Shape } from './cases.ts';
import { cpuTensorflow } from './tensorflow.ts';

const reference = createReferenceEngine();
const engines: Record<string, Engine> = {};
let tf: TensorFlow;

beforeAll(async () => {
  await buildAll();
  engines['relaxed, 1 thread'] = await relaxedEngine(1);
  engines['relaxed, 2 threads'] = await relaxedEngine(2);
  engines['baseline'] = await baselineEngine();
  tf = await cpuTensorflow();
  engines['TensorFlow.js'] = createTensorflowEngine(tf);
}, 120_000);
afterAll(() => {
  for (const engine of Object.values(engines)) engine.dispose();
});

/** Losses and gradient norms of some steps, and the weights after them. */
async function train(engine: Engine, shape: Shape, steps: number) {
  const trainer = await engine.createTrainer(drawCase(shape).weights, trainerOptions(shape));
  const random = seedRandom(shape.seed + 1);
  const curve = Array.from({ length: steps }, () => trainer.step(drawBatch(shape, random), 3e-3));
  const snapshot = trainer.snapshot();
  trainer.dispose();
  return { curve, snapshot };
}

/** Feeds characters to all streams; the logits of every step. */
async function sample(engine: Engine, shape: Shape, streams: number, steps: number): Promise<Float32Array[]> {
  const random = seedRandom(shape.seed);
  const sampler = await engine.createSampler(drawWeights(shape.hyperparameters, random), streams);
  const character = () => nextInteger(random, shape.hyperparameters.vocabulary);
  const logits = Array.from({ length: steps }, () =>
    sampler.step(Array.from({ length: streams }, character)).slice(),
  );
  sampler.dispose();
  return logits;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

/** One training step gives the reference's loss, gradient and state. */
async function expectSameStep(engine: Engine, shape: Shape): Promise<void> {
  const [ours, theirs] = [await train(engine, shape, 1), await train(reference, shape, 1)];
  const [{ loss, gradientNorm }] = theirs.curve;
  expect(ours.curve[0].loss).toBeCloseTo(loss, 5);
  expect(Math.abs(ours.curve[0].gradientNorm - gradientNorm)).toBeLessThan(1e-4 * (1 + gradientNorm));
  // The first moment after one step is a tenth of the clipped gradient itself.
  expect(largestDifference(ours.snapshot.firstMoment, theirs.snapshot.firstMoment)).toBeLessThan(1e-6);
  expect(largestDifference(ours.snapshot.carried, theirs.snapshot.carried)).toBeLessThan(1e-5);
  expect(ours.snapshot.step).toBe(1);
}

describe.each(['relaxed, 1 thread', 'relaxed, 2 threads', 'baseline', 'TensorFlow.js'])('%s', (name) => {
  const runs = (many: number): number => (name === 'TensorFlow.js' ? Math.ceil(many / 6) : many);

  test('says what it is', () => {
    expect(engines[name].description).toBe(
      {
        'relaxed, 1 thread': 'WebAssembly, relaxed SIMD, 1 thread',
        'relaxed, 2 threads': 'WebAssembly, relaxed SIMD, 2 threads',
        baseline: 'WebAssembly, baseline SIMD, 1 thread',
        'TensorFlow.js': `TensorFlow.js ${tf.version_core}, backend cpu`,
      }[name],
    );
  });

  test('one step changes the weights as the reference does, whatever the shape', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), (shape) => expectSameStep(engines[name], shape)),
      { numRuns: runs(30) },
    );
  });

  // Products are cut into blocks of 256 in depth and 64 in height: these have several of them, and odd ends.
  test.each([
    [{ vocabulary: 70, embedding: 30, units: 75, layers: 2 }, 20, 20],
    [{ vocabulary: 10, embedding: 5, units: 270, layers: 1 }, 3, 3],
    [{ vocabulary: 300, embedding: 270, units: 9, layers: 1 }, 2, 4],
  ])('and for a larger one: %o, batch %i × %i', async (hyperparameters, batch, sequence) => {
    await expectSameStep(engines[name], { hyperparameters, batch, sequence, dropout: 0.2, seed: 1 });
  });

  test('the loss curve of twenty steps is the reference’s', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), async (shape) => {
        const [ours, theirs] = [await train(engines[name], shape, 20), await train(reference, shape, 20)];
        for (const [step, { loss }] of theirs.curve.entries())
          expect(Math.abs(ours.curve[step].loss - loss), `step ${step}`).toBeLessThan(2e-3 * (1 + loss));
      }),
      { numRuns: runs(6) },
    );
  });

  test('logits are the reference’s, for any number of streams', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), fc.integer({ min: 1, max: 9 }), async (shape, streams) => {
        const ours = await sample(engines[name], shape, streams, 5);
        const theirs = await sample(reference, shape, streams, 5);
        for (const [step, logits] of theirs.entries())
          expect(largestDifference(ours[step], logits), `step ${step}`).toBeLessThan(2e-5);
      }),
      { numRuns: runs(40) },
    );
  });
});

test('TensorFlow.js: nothing is left behind by 1,000 steps of training and sampling', async () => {
  const shape: Shape = {
    hyperparameters: { vocabulary: 7, embedding: 3, units: 4, layers: 2 },
    batch: 1,
    sequence: 2,
    dropout: 0.25,
    seed: 1,
  };
  const before = tf.memory().numTensors;
  const trainer = await engines['TensorFlow.js'].createTrainer(
    drawCase(shape).weights,
    trainerOptions(shape),
  );
  const sampler = await engines['TensorFlow.js'].createSampler(drawCase(shape).weights, 2);
  const random = seedRandom(1);
  const steady = tf.memory().numTensors;
  const counts = Array.from({ length: 1000 }, (_, step) => {
    trainer.step(drawBatch(shape, random), 1e-3);
    sampler.step([step % 7, 3]);
    return tf.memory().numTensors;
  });
  expect(new Set(counts)).toEqual(new Set([steady]));
  trainer.dispose();
  sampler.dispose();
  expect(tf.memory().numTensors).toBe(before);
}, 180_000);
