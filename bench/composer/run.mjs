/** Builds the benchmark of the composer and runs it: `node bench/composer/run.mjs [options of main.ts]`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildKernels } from '../../scripts/build-kernels.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
await buildKernels();
await build({
  absWorkingDir: root,
  entryPoints: { 'engine-thread': 'src/node/engine-thread.ts', 'bench-composer': 'bench/composer/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',

  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['dist/bench-composer.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
