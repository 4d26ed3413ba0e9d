import type { Batch } from '../engine.ts';
import type { Address } from './kernels.ts';
import type { Plan } from './plan.ts';

/** The rows of a batch in the memory of the threads that compute them. */

/** Writes a chunk, time outermost. Returns how many targets count. Rows that only pad have no targets. */
export function writeBatch(memory: WebAssembly.Memory, plan: Plan, { inputs, targets }: Batch): number {
  const { rows, options } = plan;
  const integers = new Int32Array(memory.buffer);
  let counted = 0;
  for (const [thread, tape] of plan.tapes.entries()) {
    for (let row = 0; row < rows; row++) {
      const start = (thread * rows + row) * options.sequence;
      const real = thread * rows + row < options.batch;
      for (let time = 0; time < options.sequence; time++) {
        const place = time * rows + row;
        const target = real ? targets[start + time] : -1;
        integers[tape.inputs / 4 + place] = real ? inputs[start + time] : 0;
        integers[tape.targets / 4 + place] = target;
        if (target >= 0) counted++;
      }
    }
  }
  return counted;
}

/** Zeroes the state of rows that start anew. */
export function clearRestarted(memory: WebAssembly.Memory, plan: Plan, { restart }: Batch): void {
  const floats = new Float32Array(memory.buffer);
  for (let row = 0; row < plan.options.batch; row++)
    if (restart?.[row] === 1) forEachState(plan, row, (place) => (floats[place] = 0));
}

/** The state each row carries over. [batch, layers, 2, H] */
export function readCarried(memory: WebAssembly.Memory, plan: Plan): Float32Array {
  const { batch } = plan.options;
  const { layers, units } = plan.hyperparameters;
  const floats = new Float32Array(memory.buffer);
  const carried = new Float32Array(batch * layers * 2 * units);
  let next = 0;
  for (let row = 0; row < batch; row++) forEachState(plan, row, (place) => (carried[next++] = floats[place]));
  return carried;
}

/** Sets the state each row carries over. */
export function writeCarried(memory: WebAssembly.Memory, plan: Plan, carried: Float32Array): void {
  const floats = new Float32Array(memory.buffer);
  let next = 0;
  for (let row = 0; row < plan.options.batch; row++)
    forEachState(plan, row, (place) => (floats[place] = carried[next++]));
}

/** Visits a row's state in the order [layers, 2, H]: places in floats. */
function forEachState(plan: Plan, row: number, visit: (place: number) => void): void {
  const local = row % plan.rows;
  for (const { hidden, cell } of plan.tapes[Math.floor(row / plan.rows)].layers)
    for (const start of [hidden, cell])
      for (let unit = 0; unit < plan.hyperparameters.units; unit++)
        visit(elementPlace(start, plan.stride, local, unit));
}

/** Where an element of a matrix in panels lies, in floats. */
export function elementPlace(start: Address, stride: number, row: number, column: number): number {
  return start / 4 + (column >> 3) * (stride / 4) + row * 8 + (column & 7);
}
