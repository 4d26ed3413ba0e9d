import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { createTensorflowEngine } from '../../../src/engine/tensorflow/tensorflow.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { loadTensorflow, TENSORFLOW_FOLDER } from '../../../src/node/tensorflow.ts';
import { drawBatch, drawCase, shapes, trainerOptions, type Shape } from './cases.ts';

/** The library itself: where the environment says, or where scripts/install-tensorflow.mjs puts it. */
const folder =
  process.env[TENSORFLOW_FOLDER] ?? join(import.meta.dirname, '..', '..', '..', 'out', 'tensorflow');
const installed = existsSync(join(folder, 'node_modules', '@tensorflow'));
if (!installed)
  console.log(
    `tfjs-node is not tested: not in ${folder}; "node scripts/install-tensorflow.mjs" puts it there`,
  );

async function trained(engine: Engine, shape: Shape, steps: number) {
  const trainer = await engine.createTrainer(drawCase(shape).weights, trainerOptions(shape));
  const random = seedRandom(shape.seed + 1);
  const losses = Array.from({ length: steps }, () => trainer.step(drawBatch(shape, random), 3e-3).loss);
  const snapshot = trainer.snapshot();
  trainer.dispose();
  return { losses, snapshot };
}

async function sampled(engine: Engine, shape: Shape, streams: number) {
  const sampler = await engine.createSampler(drawCase(shape).weights, streams);
  const logits = Array.from({ length: 5 }, (_, step) =>
    sampler.step(new Array<number>(streams).fill(step % shape.hyperparameters.vocabulary)).slice(),
  );
  sampler.dispose();
  return logits;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

describe.runIf(installed)('TensorFlow’s own library', () => {
  const tf = installed ? loadTensorflow([folder]) : undefined;
  const theirs = createReferenceEngine();
  const ours = tf === undefined ? theirs : createTensorflowEngine(tf);

  test('is what computes', () => {
    expect(ours.description).toMatch(/^TensorFlow\.js 4\.\d+\.\d+, backend tensorflow$/);
  });

  test('trains as the reference does: losses, gradients and carried states', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), async (shape) => {
        const [a, b] = [await trained(ours, shape, 5), await trained(theirs, shape, 5)];
        for (const [step, loss] of b.losses.entries())
          expect(Math.abs(a.losses[step] - loss), `step ${step}`).toBeLessThan(1e-3 * (1 + loss));
        const [first, second] = [await trained(ours, shape, 1), await trained(theirs, shape, 1)];
        const { firstMoment, carried } = second.snapshot;
        expect(largestDifference(first.snapshot.firstMoment, firstMoment)).toBeLessThan(1e-6);
        expect(largestDifference(first.snapshot.carried, carried)).toBeLessThan(1e-5);
      }),
      { numRuns: 8 },
    );
  });

  test('samples the reference’s logits', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), fc.integer({ min: 1, max: 5 }), async (shape, streams) => {
        const expected = await sampled(theirs, shape, streams);
        for (const [step, logits] of (await sampled(ours, shape, streams)).entries())
          expect(largestDifference(logits, expected[step]), `step ${step}`).toBeLessThan(2e-5);
      }),
      { numRuns: 8 },
    );
  });

  test('goes on from a checkpoint of the reference', async () => {
    const shape = SMALL;
    const { snapshot } = await trained(theirs, shape, 3);
    const next = await Promise.all(
      [ours, theirs].map(async (engine) => {
        const trainer = await engine.createTrainer(drawCase(shape).weights, trainerOptions(shape));
        trainer.restore(snapshot);
        return trainer.step(drawBatch(shape, seedRandom(9)), 1e-3).loss;
      }),
    );
    expect(next[0]).toBeCloseTo(next[1], 5);
  });

  test('holds as many tensors after 1,000 steps as after one', async () => {
    const trainer = await ours.createTrainer(drawCase(SMALL).weights, trainerOptions(SMALL));
    const sampler = await ours.createSampler(drawCase(SMALL).weights, 2);
    const batch = drawBatch(SMALL, seedRandom(1));
    const counts = Array.from({ length: 1000 }, () => {
      trainer.step(batch, 1e-3);
      sampler.step([1, 2]);
      return tf?.memory().numTensors;
    });
    expect(new Set(counts).size).toBe(1);
    trainer.dispose();
    sampler.dispose();
  }, 120_000);
});

const SMALL: Shape = {
  hyperparameters: { vocabulary: 7, embedding: 3, units: 4, layers: 2 },
  batch: 2,
  sequence: 3,
  dropout: 0.25,
  seed: 1,
};
