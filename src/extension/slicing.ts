import { performance } from 'node:perf_hooks';
import { setImmediate as pause } from 'node:timers/promises';

/** Milliseconds of work at a time, so that typing is never felt to wait. */
const SLICE = 8;

/**
 * Does the same work for many items, a few milliseconds at a time. Undefined where `stale` says on the way that
 * the answer is no longer wanted.
 */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  stale: () => boolean,
): Promise<Result[] | undefined> {
  const results: Result[] = [];
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began >= SLICE) {
      await pause();
      began = performance.now();
    }
    if (stale()) return undefined;
    results.push(work(item));
  }
  return results;
}
