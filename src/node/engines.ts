import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/reference.ts';
import { createTensorflowEngine } from '../engine/tensorflow/tensorflow.ts';
import type { EngineThread, EngineThreadInit } from '../engine/wasm/thread.ts';
import { createWasmEngine } from '../engine/wasm/wasm.ts';
import { loadTensorflow, TENSORFLOW_FOLDER } from './tensorflow.ts';

export interface NodeEngineOptions {
  /** `auto` is the fastest one that runs here. */
  readonly name: 'auto' | 'wasm' | 'reference' | 'tensorflow';
  /** Threads for training; absent: one for each core. */
  readonly threads?: number;
  /** The folder of kernels-*.wasm and engine-thread.js: where the build puts everything. */
  readonly kernelsDir: string;
  /** A folder whose node_modules hold @tensorflow/tfjs-node; looked into before all others. */
  readonly tensorflowDir?: string;
}

/** An engine with what it needs of Node: the kernels' files and worker threads. */
export async function nodeEngine(options: NodeEngineOptions): Promise<Engine> {
  const { name, threads, kernelsDir } = options;
  if (name === 'reference') return createReferenceEngine();
  if (name === 'tensorflow') return createTensorflowEngine(loadTensorflow(tensorflowFolders(options)));
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

/** Where TensorFlow is looked for: where the user says, beside the program, in the working folder. */
function tensorflowFolders({ tensorflowDir, kernelsDir }: NodeEngineOptions): string[] {
  const named = [tensorflowDir, process.env[TENSORFLOW_FOLDER]].filter((folder) => folder !== undefined);
  return [...named, kernelsDir, process.cwd()].map((folder) => resolve(folder));
}

/**
 * Node 20 has relaxed SIMD behind a flag that can still be set while running; later ones have it without. The quick
 * first compiler of Node 20 gets the dot product of bytes wrong (measured; right in Node 22), so there the thorough
 * one must do all: it costs 3 ms.
 */
export function enableRelaxedSimd(): void {
  if (!process.versions.node.startsWith('20.')) return;
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  setFlagsFromString('--no-liftoff');
}

/** Starts a worker; it is ready once its code runs. It does not keep the process alive. */
function spawnThread(entry: string, init: EngineThreadInit): EngineThread {
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
