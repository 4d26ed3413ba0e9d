import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Precision } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { nextInteger, seedRandom } from '../../../src/model/random.ts';
import { tensorsOf, type Weights } from '../../../src/model/weights.ts';
import { baselineEngine, buildAll, relaxedEngine } from './built.ts';
import { drawWeights, shapes } from './cases.ts';

const reference = createReferenceEngine();
const engines: Record<string, Engine> = {};

beforeAll(async () => {
  await buildAll();
  engines['relaxed'] = await relaxedEngine(1);
  engines['baseline'] = await baselineEngine();
}, 120_000);

/** Feeds characters, one of each stream a step; the logits of every step. */
async function sample(
  engine: Engine,
  weights: Weights,
  steps: readonly (readonly number[])[],
  precision?: Precision,
): Promise<Float32Array[]> {
  const sampler = await engine.createSampler(weights, steps[0].length, precision);
  const logits = steps.map((characters) => sampler.step(characters).slice());
  sampler.dispose();
  return logits;
}

function largestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  return Math.max(...a.flatMap((logits, step) => Array.from(logits, (z, i) => Math.abs(z - b[step][i]))));
}

/** So much may weights of 8 bits and activations of 7 change a logit of the networks drawn here. */
const TOLERANCE = 0.1;

describe.each(['relaxed', 'baseline'])('weights in 8 bits, %s', (name) => {
  test('logits are nearly the reference’s, whatever the shape and the number of streams', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes(),
        fc.integer({ min: 1, max: 8 }),
        async ({ hyperparameters, seed }, streams) => {
          const random = seedRandom(seed);
          const weights = drawWeights(hyperparameters, random);
          const steps = Array.from({ length: 6 }, () =>
            Array.from({ length: streams }, () => nextInteger(random, hyperparameters.vocabulary)),
          );
          const [ours, theirs] = [
            await sample(engines[name], weights, steps, 'int8'),
            await sample(reference, weights, steps),
          ];
          expect(largestDifference(ours, theirs)).toBeLessThan(TOLERANCE);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('and for a larger one, with more than one panel of everything', async () => {
    const random = seedRandom(1);
    const weights = drawWeights({ vocabulary: 70, embedding: 30, units: 75, layers: 2 }, random);
    const steps = Array.from({ length: 12 }, () => Array.from({ length: 5 }, () => nextInteger(random, 70)));
    const [ours, theirs] = [
      await sample(engines[name], weights, steps, 'int8'),
      await sample(reference, weights, steps),
    ];
    expect(largestDifference(ours, theirs)).toBeLessThan(2 * TOLERANCE);
  });

  test('nothing overflows where every weight and every activation is as large as can be', async () => {
    const random = seedRandom(1);
    const weights = drawWeights({ vocabulary: 3, embedding: 2, units: 40, layers: 2 }, random);
    for (const { name: tensor, values } of tensorsOf(weights))
      values.fill(tensor.includes('embed') ? 1 : 0.5);
    const steps = Array.from({ length: 20 }, () => [1]);
    const [ours, theirs] = [
      await sample(engines[name], weights, steps, 'int8'),
      await sample(reference, weights, steps),
    ];
    // 40 hidden states near 1 and a bias: 20.5.
    expect(theirs[19][0]).toBeGreaterThan(20);
    expect(largestDifference(ours, theirs)).toBeLessThan(0.15);
  });

  test('a column of zeros stays one', async () => {
    const random = seedRandom(1);
    const weights = drawWeights({ vocabulary: 4, embedding: 2, units: 6, layers: 1 }, random);
    for (let row = 0; row < 6; row++) weights.denseKernel[4 * row + 2] = 0;
    const [logits] = await sample(engines[name], weights, [[1]], 'int8');
    expect(logits[2]).toBe(weights.denseBias[2]);
  });

  test('float32 is what a sampler has unless told otherwise', async () => {
    const random = seedRandom(2);
    const weights = drawWeights({ vocabulary: 9, embedding: 4, units: 12, layers: 2 }, random);
    const plain = await sample(engines[name], weights, [[3], [4]]);
    expect(plain).toEqual(await sample(engines[name], weights, [[3], [4]], 'float32'));
    expect(plain).not.toEqual(await sample(engines[name], weights, [[3], [4]], 'int8'));
  });
});

test('both modules add up the same integers: a step from the same state differs by rounding only', async () => {
  await fc.assert(
    fc.asyncProperty(shapes(), async ({ hyperparameters, seed }) => {
      const random = seedRandom(seed);
      // One layer: what is read is the state put in, not a state that rounding may have moved by a step.
      const weights = drawWeights({ ...hyperparameters, layers: 1 }, random);
      const { units, vocabulary } = hyperparameters;
      const state = Float32Array.from({ length: 2 * units }, () => (nextInteger(random, 127) - 63) / 63);
      const states = await Promise.all(
        ['relaxed', 'baseline'].map(async (name) => {
          const sampler = await engines[name].createSampler(weights, 1, 'int8');
          sampler.importState(0, state);
          sampler.step([nextInteger(seedRandom(seed), vocabulary)]);
          return sampler.exportState(0).subarray(units);
        }),
      );
      expect(largestDifference([states[0]], [states[1]])).toBeLessThan(1e-5);
    }),
    { numRuns: 40 },
  );
});
