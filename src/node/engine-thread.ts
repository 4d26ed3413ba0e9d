import { parentPort, workerData } from 'node:worker_threads';
import { runEngineThread, type EngineThreadInit } from '../engine/wasm/thread.ts';

/** A worker's whole life: one thread of a trainer. The data is our own, posted by `engines.ts` in this process. */
parentPort?.postMessage('ready');
runEngineThread(workerData as EngineThreadInit);
