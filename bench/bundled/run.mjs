/** Builds the evaluation of the bundled model and runs it: `node bench/bundled/run.mjs DATA_DIR [options of main.ts]`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildKernels } from '../../scripts/build-kernels.mjs';

const root = join(import.meta.dirname, '..', '..');
await buildKernels();
await build({
  absWorkingDir: root,
  entryPoints: { 'engine-thread': 'src/node/engine-thread.ts', 'bench-bundled': 'bench/bundled/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'warning',
});
const program = join(root, 'dist', 'bench-bundled.js');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
