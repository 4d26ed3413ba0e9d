/**
 * Compiles the kernels (src/engine/wasm/assembly) into dist/: `node scripts/build-kernels.mjs [--force]`.
 * One source, two modules: relaxed SIMD with threads on a shared memory, and plain SIMD on one thread.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const assembly = join(root, 'src/engine/wasm/assembly');
const dist = join(root, 'dist');

/** A shared memory must say how large it may become: all that 32-bit addresses reach. */
const PAGES = 65536;
const MODULES = {
  'kernels-relaxed.wasm': [
    '--enable',
    'relaxed-simd',
    '--enable',
    'threads',
    '--sharedMemory',
    '--maximumMemory',
    `${PAGES}`,
  ],
  'kernels-baseline.wasm': [],
};

/** Builds the modules that are older than their sources. Returns the names of those built. */
export async function buildKernels({ force = false } = {}) {
  const sources = readdirSync(assembly).map((name) => join(assembly, name));
  const newest = Math.max(
    ...[...sources, fileURLToPath(import.meta.url)].map((path) => statSync(path).mtimeMs),
  );
  const stale = Object.keys(MODULES).filter((name) => {
    const path = join(dist, name);
    return force || !existsSync(path) || statSync(path).mtimeMs < newest;
  });
  if (stale.length === 0) return [];
  mkdirSync(dist, { recursive: true });
  const { default: asc } = await import('assemblyscript/asc');
  for (const name of stale) await compile(asc, name);
  return stale;
}

async function compile(asc, name) {
  // Written under another name first, so that nobody ever reads half a module.
  const partial = `${name}.${process.pid}.partial`;
  const { error, stderr } = await asc.main(
    [
      'src/engine/wasm/assembly/index.ts',
      '--baseDir',
      root,
      '--outFile',
      join('dist', partial),
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--initialMemory',
      '1',
      '--use',
      'abort=',
      '--enable',
      'simd',
      ...MODULES[name],
    ],
    {},
  );
  if (error) throw new Error(`${name} does not compile: ${error.message}\n${stderr.toString()}`);
  renameSync(join(dist, partial), join(dist, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildKernels({ force: process.argv.includes('--force') });
  console.log(built.length === 0 ? 'kernels are up to date' : `built ${built.join(', ')}`);
}
