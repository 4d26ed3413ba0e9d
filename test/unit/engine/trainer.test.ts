import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Trainer } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { OutOfMemoryError } from '../../../src/engine/wasm/kernels.ts';
import { createWasmEngine } from '../../../src/engine/wasm/wasm.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { flatten, unflatten } from '../../../src/model/weights.ts';
import { baselineEngine, buildAll, relaxedEngine } from './built.ts';
import { drawBatch, drawCase, shapes, trainerOptions, type Shape } from './cases.ts';

const engines: Record<string, Engine> = { reference: createReferenceEngine() };

beforeAll(async () => {
  await buildAll();
  engines['relaxed'] = await relaxedEngine(2);
  engines['baseline'] = await baselineEngine();
}, 120_000);
afterAll(() => {
  for (const engine of Object.values(engines)) engine.dispose();
});

const SHAPE: Shape = {
  hyperparameters: { vocabulary: 11, embedding: 5, units: 13, layers: 2 },
  batch: 5,
  sequence: 6,
  dropout: 0.25,
  seed: 7,
};

describe.each(['reference', 'relaxed', 'baseline'])('trainer, %s', (name) => {
  const create = (shape: Shape): Promise<Trainer> =>
    engines[name].createTrainer(drawCase(shape).weights, trainerOptions(shape));

  test('a trainer restored from a snapshot goes on bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(), async (shape) => {
        const random = seedRandom(shape.seed);
        const batches = Array.from({ length: 6 }, () => drawBatch(shape, random));
        const first = await create(shape);
        for (const batch of batches.slice(0, 3)) first.step(batch, 1e-2);
        const kept = first.snapshot();
        const resumed = await create(shape);
        resumed.restore(kept);
        expect(resumed.snapshot()).toEqual(kept);
        for (const batch of batches.slice(3))
          expect(resumed.step(batch, 1e-2)).toEqual(first.step(batch, 1e-2));
        expect(resumed.snapshot()).toEqual(first.snapshot());
        first.dispose();
        resumed.dispose();
      }),
      { numRuns: name === 'relaxed' ? 6 : 10 },
    );
  });

  test('it learns: the loss of a repeating text falls towards zero', async () => {
    const trainer = await create({ ...SHAPE, dropout: 0 });
    const inputs = Int32Array.from({ length: 30 }, (_, i) => i % 3);
    const targets = inputs.map((c) => (c + 1) % 3);
    let loss = NaN;
    for (let step = 0; step < 150; step++) loss = trainer.step({ inputs, targets }, 2e-2).loss;
    expect(loss).toBeLessThan(0.02);
    trainer.dispose();
  });

  test('a loss that is not finite leaves weights, moments, state and step as they were', async () => {
    const { hyperparameters } = SHAPE;
    const flat = flatten(drawCase(SHAPE).weights);
    flat[flat.length - 1] = NaN;
    const trainer = await engines[name].createTrainer(
      unflatten(hyperparameters, flat),
      trainerOptions(SHAPE),
    );
    const before = trainer.snapshot();
    const { loss } = trainer.step(drawBatch({ ...SHAPE }, seedRandom(1)), 1e-2);
    expect(loss).toBeNaN();
    expect(trainer.snapshot()).toEqual(before);
    trainer.dispose();
  });

  test('rows that start anew forget; the others carry on', async () => {
    const shape = { ...SHAPE, dropout: 0 };
    const lossesWith = async (restart: Uint8Array): Promise<number> => {
      const trainer = await create(shape);
      const { inputs, targets } = drawBatch(shape, seedRandom(3));
      trainer.step({ inputs, targets }, 0);
      const { loss } = trainer.step({ inputs, targets, restart }, 0);
      trainer.dispose();
      return loss;
    };
    const fresh = await create(shape);
    const { inputs, targets } = drawBatch(shape, seedRandom(3));
    const { loss } = fresh.step({ inputs, targets }, 0);
    fresh.dispose();
    expect(await lossesWith(new Uint8Array(5).fill(1))).toBe(loss);
    expect(await lossesWith(new Uint8Array(5))).not.toBe(loss);
  });

  test('what does not fit is refused before anything is computed', async () => {
    const trainer = await create(SHAPE);
    const { inputs, targets } = drawBatch(SHAPE, seedRandom(1));
    const step = (change: object) => () => trainer.step({ inputs, targets, ...change }, 1e-3);
    expect(step({ inputs: inputs.slice(1) })).toThrow('inputs: expected 30 values, got 29');
    expect(step({ inputs: inputs.map(() => 11) })).toThrow('inputs: 11 is not in the vocabulary');
    expect(step({ targets: targets.map(() => -2) })).toThrow('targets: -2 is not in the vocabulary');
    expect(step({ restart: new Uint8Array(3) })).toThrow('restart: expected 5 values, got 3');
    expect(() => trainer.restore({ ...trainer.snapshot(), firstMoment: new Float32Array(3) })).toThrow(
      /firstMoment: expected \d+ values, got 3/,
    );
    trainer.dispose();
    const { weights } = drawCase(SHAPE);
    const options = (change: object) => ({ ...trainerOptions(SHAPE), ...change });
    const made = async (change: object): Promise<Trainer> =>
      engines[name].createTrainer(weights, options(change));
    await expect(made({ batch: 0 })).rejects.toThrow('batch must be a whole number from 1, not 0');
    await expect(made({ dropout: 1 })).rejects.toThrow('dropout must be at least 0 and below 1, not 1');
    await expect(made({ clipNorm: 0 })).rejects.toThrow('clipNorm must be above 0, not 0');
  });
});

test('more memory than there is, is refused with the size and a setting that fits', async () => {
  const shape = { ...SHAPE, batch: 1 << 14, sequence: 1 << 12 };
  const made = engines['relaxed'].createTrainer(drawCase({ ...SHAPE }).weights, trainerOptions(shape));
  await expect(made).rejects.toThrow(OutOfMemoryError);
  await expect(made).rejects.toThrow(
    /needs \d+ MB, more than the 4095 MB there can be; a batch of \d+ instead of 16384/,
  );
});

test('a host without SIMD is told so', async () => {
  const notSupported = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0xff);
  await expect(createWasmEngine({ modules: { baseline: notSupported }, threads: 1 })).rejects.toThrow(
    'this host has no WebAssembly SIMD',
  );
});

test('a host without relaxed SIMD gets the baseline module', async () => {
  const { readFileSync } = await import('node:fs');
  const notSupported = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0xff);
  const engine = await createWasmEngine({
    modules: { relaxed: notSupported, baseline: readFileSync('dist/kernels-baseline.wasm') },
    threads: 2,
  });
  expect(engine.description).toBe('WebAssembly, baseline SIMD, 1 thread');
});

test('trainers and samplers give their memory back', async () => {
  const { weights } = drawCase({ ...SHAPE });
  const options = trainerOptions({ ...SHAPE, batch: 32, sequence: 4096 });
  // 80 MB each: together far more than there is, were it not given back.
  for (let i = 0; i < 60; i++) {
    const trainer = await engines['baseline'].createTrainer(weights, options);
    const sampler = await engines['relaxed'].createSampler(weights, 4);
    sampler.step([1, 2]);
    sampler.dispose();
    trainer.dispose();
    expect(() => sampler.step([1])).toThrow('disposed');
    expect(() => trainer.weights()).toThrow('disposed');
  }
});
