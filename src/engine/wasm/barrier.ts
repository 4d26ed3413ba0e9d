import type { Address } from './kernels.ts';

/*
 * Where the threads of a trainer or sampler wait for each other: four integers in their memory.
 */

const ARRIVED = 0;
const GENERATION = 1;
const STATE = 2;
const RUNNING = 0;
const STOPPED = 1;
const FAILED = 2;

/** Bytes that a barrier takes. */
export const BARRIER_BYTES = 64;

/** Looks at the barrier so many times before sleeping: threads that finish together need no wake-up call. */
const SPINS = 4000;

export interface Barrier {
  /** Waits until all threads are here. False: their owner was disposed of. Throws if a thread failed. */
  meet(): boolean;
  /** Ends all threads at their next meeting, without waiting. */
  stop(): void;
  /** Tells the others that this thread cannot go on. */
  fail(): void;
}

/** The barrier at an address, for so many threads; each of them makes its own view of it. */
export function createBarrier(memory: WebAssembly.Memory, address: Address, threads: number): Barrier {
  const integers = new Int32Array(memory.buffer, address, BARRIER_BYTES / 4);
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
        throw new Error('a thread of the engine failed; what it was doing must be started again');
      return state === RUNNING;
    },
    stop: () => end(STOPPED),
    fail: () => end(FAILED),
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
