import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/reference.ts';
import type { EngineThread, EngineThreadInit } from '../engine/wasm/thread.ts';
import { createWasmEngine } from '../engine/wasm/wasm.ts';

export interface NodeEngineOptions {
  /** `auto` is the fastest one that runs here. */
  readonly name: 'auto' | 'wasm' | 'reference' | 'tensorflow';
  /** Threads for training; absent: one for each core. */
  readonly threads?: number;
  /** The folder of kernels-*.wasm and engine-thread.js: where the build puts everything. */
  readonly kernelsDir: string;
}

/** An engine with what it needs of Node: the kernels' files and worker threads. */
export async function nodeEngine({ name, threads, kernelsDir }: NodeEngineOptions): Promise<Engine> {
  if (name === 'reference') return createReferenceEngine();
  if (name === 'tensorflow')
    throw new Error('the TensorFlow engine is not part of this build; use the engine "wasm"');
  enableRelaxedSimd();
  const modules = {
    relaxed: await readFile(join(kernelsDir, 'kernels-relaxed.wasm')),
    baseline: await readFile(join(kernelsDir, 'kernels-baseline.wasm')),
  };
  const entry = resolve(kernelsDir, 'engine-thread.js');
  return createWasmEngine({
    modules,
    threads: threads ?? availableParallelism(),
    spawnThread: existsSync(entry) ? (init) => spawnThread(entry, init) : undefined,
  });
}

/** Node 20 has relaxed SIMD behind a flag that can still be set while running; later ones have it without. */
export function enableRelaxedSimd(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** Starts a worker; it is ready once its code runs. It does not keep the process alive. */
export function spawnThread(entry: string, init: EngineThreadInit): EngineThread {
  const worker = new Worker(entry, { workerData: init });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => {
      worker.unref();
      resolve();
    });
    worker.once('error', reject);
  });
  return { ready, terminate: () => void worker.terminate() };
}
