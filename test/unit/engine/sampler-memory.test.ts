import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Precision } from '../../../src/engine/engine.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { baselineEngine, buildAll, relaxedEngine } from './built.ts';
import { drawWeights } from './cases.ts';

const engines: Record<string, Engine> = {};
const weights = drawWeights({ vocabulary: 50, embedding: 20, units: 128, layers: 2 }, seedRandom(1));

beforeAll(async () => {
  await buildAll();
  engines['relaxed'] = await relaxedEngine(1);
  engines['baseline'] = await baselineEngine();
}, 120_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Lets whatever can go be collected. */
async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
  }
}

const cases = ['relaxed', 'baseline'].flatMap((module) =>
  (['float32', 'int8'] as const).map((precision): [string, Precision] => [module, precision]),
);

describe.each(cases)('memory of a sampler, %s, %s', (module, precision) => {
  test('a step allocates nothing', async () => {
    const sampler = await engines[module].createSampler(weights, 4, precision);
    const characters = new Int32Array(4);
    const allocatedBy = (steps: number): number => {
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < steps; i++) sampler.step(characters);
      return process.memoryUsage().heapUsed - before;
    };
    allocatedBy(3000);
    await settle();
    // The smallest object has 16 bytes; the compiler may leave a note of its own in one of the tries.
    expect(Math.min(...[1, 2, 3].map(() => allocatedBy(2000)))).toBeLessThan(2000 * 16);
    sampler.dispose();
  });

  test('is given back when it is disposed of', async () => {
    const open = async (): Promise<{ buffer: WeakRef<ArrayBufferLike>; dispose: () => void }> => {
      const sampler = await engines[module].createSampler(weights, 4, precision);
      return { buffer: new WeakRef(sampler.step([1]).buffer), dispose: () => sampler.dispose() };
    };
    const opened = await Promise.all(Array.from({ length: 4 }, open));
    await settle();
    expect(opened.map(({ buffer }) => buffer.deref() !== undefined)).toEqual([true, true, true, true]);
    for (const { dispose } of opened) dispose();
    await settle();
    expect(opened.map(({ buffer }) => buffer.deref())).toEqual(new Array(4).fill(undefined));
  });
});
