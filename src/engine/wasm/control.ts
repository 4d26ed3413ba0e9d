import type { Plan } from './plan.ts';

/*
 * How the threads of a trainer agree. At `control` in their memory lie the barrier, then what a step is to do, then
 * what each thread found out.
 */

const ARRIVED = 0;
const GENERATION = 1;
const STATE = 2;
const RUNNING = 0;
const STOPPED = 1;
const FAILED = 2;

/** Looks at the barrier so many times before sleeping: threads that finish together need no wake-up call. */
const SPINS = 4000;

/** What every thread must know of a step. */
export interface StepOrder {
  /** Updates made before. */
  readonly step: number;
  readonly learningRate: number;
  /** Targets that count. */
  readonly counted: number;
}

export interface Control {
  /** Waits until all threads are here. False: the trainer was disposed of. Throws if a thread failed. */
  meet(): boolean;
  /** Ends all threads at their next meeting, without waiting. */
  stop(): void;
  /** Tells the others that this thread cannot go on. */
  fail(): void;
  order(order: StepOrder): void;
  ordered(): StepOrder;
  /** Sums over all threads in their order: what each one reported under this heading. */
  report(heading: 'loss' | 'squares', thread: number, value: number): void;
  total(heading: 'loss' | 'squares'): number;
}

export function createControl(memory: WebAssembly.Memory, { control, threads }: Plan): Control {
  const integers = new Int32Array(memory.buffer, control, 16);
  const orders = new Float64Array(memory.buffer, control + 64, 3);
  const reports = {
    loss: new Float64Array(memory.buffer, control + 128, threads),
    squares: new Float64Array(memory.buffer, control + 128 + 8 * threads, threads),
  };
  const release = (): void => {
    Atomics.add(integers, GENERATION, 1);
    Atomics.notify(integers, GENERATION);
  };
  const end = (state: number): void => {
    Atomics.store(integers, STATE, state);
    if (threads > 1) release();
  };
  return {
    meet() {
      if (threads > 1) wait(integers, threads, release);
      const state = Atomics.load(integers, STATE);
      if (state === FAILED)
        throw new Error('a training thread failed; the training run must be started again');
      return state === RUNNING;
    },
    stop: () => end(STOPPED),
    fail: () => end(FAILED),
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

function wait(integers: Int32Array, threads: number, release: () => void): void {
  const generation = Atomics.load(integers, GENERATION);
  if (Atomics.load(integers, STATE) !== RUNNING) return;
  if (Atomics.add(integers, ARRIVED, 1) === threads - 1) {
    Atomics.store(integers, ARRIVED, 0);
    release();
    return;
  }
  for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(integers, GENERATION) !== generation) return;
  while (Atomics.load(integers, GENERATION) === generation) Atomics.wait(integers, GENERATION, generation);
}
