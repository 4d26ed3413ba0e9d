/** What memory is in use once garbage is collected, in the extension host and in its workers. */
import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sleep } from './host.ts';

export interface Heaps {
  readonly host: number;
  readonly worker: number;
  readonly process: number;
}

/** From now on keeps the workers that are started, to ask for their heaps. */
export function keepWorkers(): () => readonly Worker[] {
  const threads = createRequire(__filename)('node:worker_threads') as { Worker: typeof Worker };
  const workers = new Set<Worker>();
  threads.Worker = class extends threads.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.add(this);
      this.once('exit', () => workers.delete(this));
    }
  };
  return () => [...workers];
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** Taking a snapshot of a worker's heap collects its garbage; nothing else from outside does. */
async function workerHeap(worker: Worker): Promise<number> {
  const snapshot = await worker.getHeapSnapshot();
  let bytes = 0;
  for await (const part of snapshot) bytes += (part as Buffer).length;
  if (bytes === 0) throw new Error('the worker gave no snapshot of its heap');
  const { used_heap_size, external_memory } = await worker.getHeapStatistics();
  return used_heap_size + external_memory;
}

export async function heaps(workers: readonly Worker[]): Promise<Heaps> {
  await sleep(1000);
  collectGarbage();
  let worker = 0;
  for (const each of workers) worker += await workerHeap(each);
  await sleep(1000);
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { host: heapUsed + external, worker, process: rss };
}
