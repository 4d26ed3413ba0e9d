import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { createTensorflowEngine } from '../../../src/engine/tensorflow/tensorflow.ts';
import { nextInteger, seedRandom } from '../../../src/model/random.ts';
import { baselineEngine, buildAll, relaxedEngine } from './built.ts';
import { drawWeights, shapes, trainerOptions } from './cases.ts';
import { cpuTensorflow } from './tensorflow.ts';

const engines: Record<string, Engine> = { reference: createReferenceEngine() };

/** An engine whose samplers keep weights in 8 bits unless told otherwise. */
function inInt8(engine: Engine): Engine {
  return {
    ...engine,
    createSampler: (weights, streams, precision = 'int8') =>
      engine.createSampler(weights, streams, precision),
  };
}

beforeAll(async () => {
  await buildAll();
  engines['relaxed'] = await relaxedEngine(2);
  engines['baseline'] = await baselineEngine();
  engines['relaxed, int8'] = inInt8(engines['relaxed']);
  engines['baseline, int8'] = inInt8(engines['baseline']);
  engines['TensorFlow.js'] = createTensorflowEngine(await cpuTensorflow());
}, 120_000);

const EXACT = ['reference', 'relaxed', 'baseline', 'TensorFlow.js'];
const INT8 = ['relaxed, int8', 'baseline, int8'];

describe.each([...EXACT, ...INT8])('sampler, %s', (name) => {
  test('streams side by side give what each gives alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes(),
        fc.integer({ min: 2, max: 6 }),
        async ({ hyperparameters, seed }, streams) => {
          const random = seedRandom(seed);
          const weights = drawWeights(hyperparameters, random);
          const { vocabulary } = hyperparameters;
          const together = await engines[name].createSampler(weights, streams);
          const alone = await Promise.all(
            Array.from({ length: streams }, () => engines[name].createSampler(weights, 1)),
          );
          for (let step = 0; step < 4; step++) {
            // Sometimes only the first few streams go on; the others must keep their state.
            const going = 1 + nextInteger(random, streams);
            const characters = Array.from({ length: going }, () => nextInteger(random, vocabulary));
            const logits = together.step(characters);
            expect(logits.length).toBe(going * vocabulary);
            for (const [stream, character] of characters.entries()) {
              const own = logits.subarray(stream * vocabulary, (stream + 1) * vocabulary);
              const single = alone[stream].step([character]);
              for (let i = 0; i < vocabulary; i++) expect(own[i]).toBeCloseTo(single[i], 5);
            }
          }
          for (const sampler of [together, ...alone]) sampler.dispose();
        },
      ),
      { numRuns: 15 },
    );
  });

  test('a state taken out and put into another stream goes on there', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), async ({ hyperparameters, seed }) => {
        const random = seedRandom(seed);
        const weights = drawWeights(hyperparameters, random);
        const sampler = await engines[name].createSampler(weights, 4);
        const text = Array.from({ length: 6 }, () => nextInteger(random, hyperparameters.vocabulary));
        for (const character of text) sampler.step([0, 0, character]);
        const state = sampler.exportState(2);
        expect(state.length).toBe(hyperparameters.layers * 2 * hyperparameters.units);
        const expected = sampler.step([0, 0, 1]).slice(-hyperparameters.vocabulary);
        sampler.importState(3, state);
        expect(sampler.exportState(3)).toEqual(state);
        expect(sampler.step([0, 0, 0, 1]).slice(-hyperparameters.vocabulary)).toEqual(expected);
        sampler.importState(3, null);
        expect(sampler.exportState(3).every((value) => value === 0)).toBe(true);
        sampler.dispose();
      }),
      { numRuns: 10 },
    );
  });

  test('wrong characters, streams and states are refused', async () => {
    const random = seedRandom(1);
    const weights = drawWeights({ vocabulary: 5, embedding: 2, units: 3, layers: 1 }, random);
    const sampler = await engines[name].createSampler(weights, 2);
    expect(() => sampler.step([5])).toThrow('character 5 is not in the vocabulary of 5');
    expect(() => sampler.step([1.5])).toThrow('character 1.5 is not in the vocabulary of 5');
    expect(() => sampler.step([1, 1, 1])).toThrow('expected 1 to 2 characters, got 3');
    expect(() => sampler.exportState(2)).toThrow('there is no stream 2; there are 2');
    expect(() => sampler.importState(0, new Float32Array(5))).toThrow('state: expected 6 values, got 5');
    await expect(engines[name].createSampler(weights, 0)).rejects.toThrow(
      'streams must be a whole number from 1',
    );
    sampler.dispose();
  });
});

describe('many streams, shared out among threads', () => {
  const hyperparameters = { vocabulary: 11, embedding: 6, units: 12, layers: 2 };
  const weights = drawWeights(hyperparameters, seedRandom(3));

  test.each([
    [1, 16],
    [2, 16],
    [2, 23],
    [3, 17],
    [4, 24],
  ])('%i threads give %i streams what each gives alone', async (threads, streams) => {
    const engine = await relaxedEngine(threads);
    const together = await engine.createSampler(weights, streams);
    const alone = await engine.createSampler(weights, 1);
    const random = seedRandom(threads);
    const { vocabulary } = hyperparameters;
    const states = Array.from({ length: streams }, () => together.exportState(0));
    for (const going of [streams, streams, 5, 1, streams - 1, streams]) {
      const characters = Array.from({ length: going }, () => nextInteger(random, vocabulary));
      const logits = together.step(characters).slice();
      expect(logits.length).toBe(going * vocabulary);
      for (const [stream, character] of characters.entries()) {
        alone.importState(0, states[stream]);
        const expected = alone.step([character]);
        for (let i = 0; i < vocabulary; i++)
          expect(logits[stream * vocabulary + i]).toBeCloseTo(expected[i], 5);
        states[stream] = alone.exportState(0);
      }
    }
    together.dispose();
    alone.dispose();
  });

  test('a state goes from a stream of one thread to a stream of another', async () => {
    const sampler = await (await relaxedEngine(2)).createSampler(weights, 16);
    sampler.step(Array.from({ length: 16 }, (_, stream) => stream % 11));
    const state = sampler.exportState(2);
    sampler.importState(15, state);
    expect(sampler.exportState(15)).toEqual(state);
    const logits = sampler.step(new Array(16).fill(4));
    expect(logits.slice(15 * 11)).toEqual(logits.slice(2 * 11, 3 * 11));
    sampler.dispose();
    expect(() => sampler.step([1])).toThrow('this sampler has been disposed of');
  });
});

describe.each(EXACT)('sampler and trainer, %s', (name) => {
  test('a sampler computes what the trainer does', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), async (drawn) => {
        const shape = { ...drawn, batch: 1, dropout: 0 };
        const random = seedRandom(shape.seed);
        const { vocabulary } = shape.hyperparameters;
        const weights = drawWeights(shape.hyperparameters, random);
        const text = Int32Array.from({ length: shape.sequence + 1 }, () => nextInteger(random, vocabulary));
        const trainer = await engines[name].createTrainer(weights, trainerOptions(shape));
        const { loss } = trainer.step({ inputs: text.slice(0, -1), targets: text.slice(1) }, 0);
        const sampler = await engines[name].createSampler(weights, 1);
        let sum = 0;
        for (let i = 0; i < shape.sequence; i++) sum += crossEntropy(sampler.step([text[i]]), text[i + 1]);
        expect(loss).toBeCloseTo(sum / shape.sequence, 4);
        trainer.dispose();
        sampler.dispose();
      }),
      { numRuns: 10 },
    );
  });
});

function crossEntropy(logits: Float32Array, target: number): number {
  const largest = Math.max(...logits);
  return Math.log(logits.reduce((sum, z) => sum + Math.exp(z - largest), 0)) + largest - logits[target];
}
