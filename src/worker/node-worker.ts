import { parentPort } from 'node:worker_threads';
import type { WorkerPort } from './port.ts';

/** This thread's end of the wire to the host. */
export function hostPort(): WorkerPort {
  if (parentPort === null) throw new Error('This is the program of a worker thread; start it as one');
  const port = parentPort;
  return {
    postMessage: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', listener);
    },
  };
}

/** Lets waiting messages in. */
export async function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
