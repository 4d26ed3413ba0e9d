import { Worker } from 'node:worker_threads';
import type { Port } from '../worker/client.ts';

/** Starts a worker thread of Node from a bundled file. */
export function nodePort(file: string, options: { readonly name: string }): Port {
  return portOf(new Worker(file, { name: options.name, stdout: false, stderr: false }));
}

/** A worker thread as the client sees it. */
export function portOf(worker: Worker): Port {
  return {
    postMessage: (message) => {
      worker.postMessage(message);
    },
    onMessage: (listener) => {
      worker.on('message', listener);
      worker.on('messageerror', listener);
    },
    onError: (listener) => {
      worker.on('error', listener);
    },
    onExit: (listener) => {
      worker.on('exit', listener);
    },
    terminate: async () => {
      await worker.terminate();
    },
  };
}
