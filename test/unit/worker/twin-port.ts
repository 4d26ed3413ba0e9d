import type { Port, WorkerPort } from '../../../src/worker/port.ts';

/** Two ends of one wire in memory. Messages are cloned and arrive later, as over a real port. */
export interface TwinPort {
  readonly host: Port;
  readonly worker: WorkerPort;
  /** Everything the host has sent so far. */
  readonly sent: unknown[];
  readonly terminated: () => boolean;
  crash(error: Error): void;
  exit(code: number): void;
}

export function twinPort(): TwinPort {
  const hostListeners: ((message: unknown) => void)[] = [];
  const workerListeners: ((message: unknown) => void)[] = [];
  const errorListeners: ((error: Error) => void)[] = [];
  const exitListeners: ((code: number) => void)[] = [];
  const sent: unknown[] = [];
  let terminated = false;
  const deliver = (listeners: readonly ((message: unknown) => void)[], message: unknown): void => {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      if (!terminated) for (const listener of listeners) listener(copy);
    });
  };
  return {
    sent,
    terminated: () => terminated,
    host: {
      postMessage: (message) => {
        sent.push(message);
        deliver(workerListeners, message);
      },
      onMessage: (listener) => hostListeners.push(listener),
      onError: (listener) => errorListeners.push(listener),
      onExit: (listener) => exitListeners.push(listener),
      terminate: () => {
        terminated = true;
        return Promise.resolve();
      },
    },
    worker: {
      postMessage: (message) => {
        deliver(hostListeners, message);
      },
      onMessage: (listener) => workerListeners.push(listener),
    },
    crash: (error) => {
      for (const listener of errorListeners) listener(error);
    },
    exit: (code) => {
      for (const listener of exitListeners) listener(code);
    },
  };
}
