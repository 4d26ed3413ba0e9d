import { BARRIER_BYTES, createBarrier, type Barrier } from './barrier.ts';
import type { Plan } from './plan.ts';

/*
 * How the threads of a trainer agree. At `control` in their memory lie the barrier, then what a step is to do, then
 * what each thread found out.
 */

const ORDER_BYTES = 64;

/** What every thread must know of a step. */
export interface StepOrder {
  /** Updates made before. */
  readonly step: number;
  readonly learningRate: number;
  /** Targets that count. */
  readonly counted: number;
}

export interface Control extends Barrier {
  order(order: StepOrder): void;
  ordered(): StepOrder;
  /** Sums over all threads in their order: what each one reported under this heading. */
  report(heading: 'loss' | 'squares', thread: number, value: number): void;
  total(heading: 'loss' | 'squares'): number;
}

export function createControl(memory: WebAssembly.Memory, { control, threads }: Plan): Control {
  const orders = new Float64Array(memory.buffer, control + BARRIER_BYTES, 3);
  const firstReport = control + BARRIER_BYTES + ORDER_BYTES;
  const reports = {
    loss: new Float64Array(memory.buffer, firstReport, threads),
    squares: new Float64Array(memory.buffer, firstReport + 8 * threads, threads),
  };
  return {
    ...createBarrier(memory, control, threads),
    order({ step, learningRate, counted }) {
      orders.set([step, learningRate, counted]);
    },
    ordered: () => ({ step: orders[0], learningRate: orders[1], counted: orders[2] }),
    report(heading, thread, value) {
      reports[heading][thread] = value;
    },
    total: (heading) => reports[heading].reduce((sum, value) => sum + value, 0),
  };
}
