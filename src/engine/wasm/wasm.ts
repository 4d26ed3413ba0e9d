import { EngineError, type Engine } from '../engine.ts';
import type { EngineHost } from './host.ts';
import { createWasmSampler } from './sampler.ts';
import type { SpawnThread } from './thread.ts';
import { createWasmTrainer } from './trainer.ts';

/** A compiled module, or its bytes. */
export type KernelModule = WebAssembly.Module | WebAssembly.Source;

export interface WasmEngineOptions {
  readonly modules: {
    /** For hosts with relaxed SIMD and shared memory; used when it is there and compiles. */
    readonly relaxed?: KernelModule | undefined;
    /** For all others. */
    readonly baseline: KernelModule;
  };
  /** Threads of a trainer and of a sampler of many streams, the calling one included. */
  readonly threads: number;
  /** Without it everything runs on one thread. */
  readonly spawnThread?: SpawnThread | undefined;
}

/**
 * The engine for every platform: our own kernels in WebAssembly. Rejects with a clear message where there is no
 * SIMD at all.
 */
export async function createWasmEngine({
  modules,
  threads,
  spawnThread,
}: WasmEngineOptions): Promise<Engine> {
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads must be a whole number from 1, not ${threads}`);
  const relaxed = modules.relaxed === undefined ? null : await compile(modules.relaxed);
  const module = relaxed ?? (await compile(modules.baseline));
  if (module === null)
    throw new EngineError('this host has no WebAssembly SIMD, which Tunewright needs; use a current VS Code');
  const shared = relaxed !== null;
  const used = shared && spawnThread !== undefined ? threads : 1;
  const host: EngineHost = { module, shared, threads: used, spawnThread };
  return {
    name: 'wasm',
    description: `WebAssembly, ${shared ? 'relaxed SIMD' : 'baseline SIMD'}, ${used} thread${used === 1 ? '' : 's'}`,
    createSampler: (weights, streams, precision = 'float32') =>
      createWasmSampler(host, weights, streams, precision),
    createTrainer: (weights, options) => createWasmTrainer(host, weights, options),
    dispose: () => undefined,
  };
}

/** The module, or null if the host does not know its instructions. */
async function compile(source: KernelModule): Promise<WebAssembly.Module | null> {
  if (source instanceof WebAssembly.Module) return source;
  return WebAssembly.validate(source) ? WebAssembly.compile(source) : null;
}
