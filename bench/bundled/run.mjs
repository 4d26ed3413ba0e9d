/** Builds a program of this folder and runs it: `node bench/bundled/run.mjs main|compare|echo DATA_DIR [its options]`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildKernels } from '../../scripts/build-kernels.mjs';

const [name, ...options] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
await buildKernels();
await build({
  absWorkingDir: root,
  entryPoints: {
    'engine-thread': 'src/node/engine-thread.ts',
    [`bench-bundled-${name}`]: `bench/bundled/${name}.ts`,
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'warning',
});
const program = join(root, 'dist', `bench-bundled-${name}.js`);
const { status } = spawnSync(process.execPath, [program, ...options], { stdio: 'inherit' });
process.exit(status ?? 1);
