import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { buildKernels } from '../../../scripts/build-kernels.mjs';
import type { Engine } from '../../../src/engine/engine.ts';
import { nodeEngine } from '../../../src/node/engines.ts';
import { createWasmEngine } from '../../../src/engine/wasm/wasm.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the kernels and the thread's code lie once `buildAll` has run. */
const DIST = join(root, 'dist');

/** Compiles what the engine's tests run, if it is older than its source. */
export async function buildAll(): Promise<void> {
  await buildKernels();
  await build({
    entryPoints: { 'engine-thread': join(root, 'src/node/engine-thread.ts') },
    outdir: DIST,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
}

/** The engine of the relaxed module. */
export function relaxedEngine(threads: number): Promise<Engine> {
  return nodeEngine({ name: 'wasm', threads, kernelsDir: DIST });
}

/** The engine of the baseline module. */
export function baselineEngine(): Promise<Engine> {
  return createWasmEngine({
    modules: { baseline: readFileSync(join(DIST, 'kernels-baseline.wasm')) },
    threads: 1,
  });
}
