/**
 * Measures how ABC is read: `npm run bench:language [-- FOLDER]`. Without a folder the speed; with one of .abc files
 * also how their bars are judged beside abcjs and abc2midi, what editing commands and ornaments do to them, how their
 * harmony is found again and their bars are repaired.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildKernels } from '../../scripts/build-kernels.mjs';

const root = join(import.meta.dirname, '..', '..');
const [folder] = process.argv.slice(2);
const programs =
  folder === undefined
    ? ['speed']
    : ['speed', 'verdicts', 'abcjs-bars', 'alarms', 'abcjs-editing', 'abcjs-ornaments', 'harmony', 'repairs'];
const outdir = join(root, 'out', 'bench');
if (programs.includes('repairs')) await buildKernels();
await build({
  absWorkingDir: root,
  entryPoints: programs.map((name) => `bench/language/${name}.ts`),
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'warning',
});
for (const name of programs) {
  console.log(`\n${name}`);
  const options = name === 'speed' || folder === undefined ? [] : [folder];
  const { status } = spawnSync(process.execPath, [join(outdir, `${name}.cjs`), ...options], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
