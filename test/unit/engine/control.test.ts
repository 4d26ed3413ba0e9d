import { expect, test } from 'vitest';
import { createControl } from '../../../src/engine/wasm/control.ts';
import { planTrainer } from '../../../src/engine/wasm/plan.ts';
import { trainerOptions } from './cases.ts';

const hyperparameters = { vocabulary: 5, embedding: 2, units: 3, layers: 1 };
const plan = planTrainer(
  hyperparameters,
  trainerOptions({ hyperparameters, batch: 16, sequence: 2, dropout: 0, seed: 1 }),
  4,
);

function sharedMemory(): WebAssembly.Memory {
  const pages = Math.ceil(plan.end / 65_536);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

test('a batch is cut into rows for each thread, never more threads than rows', () => {
  const planned = (batch: number, threads: number) => {
    const options = trainerOptions({ hyperparameters, batch, sequence: 2, dropout: 0, seed: 1 });
    const { threads: used, rows } = planTrainer(hyperparameters, options, threads);
    return [used, rows];
  };
  expect(planned(32, 2)).toEqual([2, 16]);
  expect(planned(5, 2)).toEqual([2, 4]);
  expect(planned(3, 2)).toEqual([1, 4]);
  expect(planned(32, 64)).toEqual([8, 4]);
});

test('a thread that fails ends the others with an error instead of leaving them waiting', () => {
  const memory = sharedMemory();
  createControl(memory, plan).fail();
  expect(() => createControl(memory, plan).meet()).toThrow('a thread of the engine failed');
});

test('threads that are stopped leave quietly', () => {
  const memory = sharedMemory();
  createControl(memory, plan).stop();
  expect(createControl(memory, plan).meet()).toBe(false);
});

test('reports are summed over the threads', () => {
  const control = createControl(sharedMemory(), plan);
  for (let thread = 0; thread < 4; thread++) control.report('loss', thread, thread + 0.5);
  expect(control.total('loss')).toBe(8);
  expect(control.total('squares')).toBe(0);
});
