/** Builds everything that runs into dist/: `node esbuild.mjs [--watch]`. */
import { existsSync } from 'node:fs';
import { build, context } from 'esbuild';

const shared = {
  bundle: true,
  logLevel: 'warning',
  outdir: 'dist',
  legalComments: 'none',
  minify: true,
  sourcemap: false,
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };
const browser = { ...shared, platform: 'browser', format: 'iife', target: 'chrome120' };

const bundles = [
  { ...node, entryPoints: { extension: 'src/extension/extension.ts' }, external: ['vscode'] },
  { ...node, entryPoints: { worker: 'src/worker/main.ts' } },
  { ...node, entryPoints: { 'training-worker': 'src/worker/training-main.ts' } },
  { ...node, entryPoints: { 'engine-thread': 'src/node/engine-thread.ts' } },
  { ...node, entryPoints: { cli: 'src/cli/main.ts' } },
  {
    ...browser,
    entryPoints: { preview: 'src/webview/preview/main.ts', candidates: 'src/webview/candidates/main.ts' },
    outdir: 'dist/webview',
  },
].filter((bundle) => Object.values(bundle.entryPoints).every((path) => existsSync(path)));

if (process.argv.includes('--watch')) {
  for (const bundle of bundles) await (await context({ ...bundle, logLevel: 'info' })).watch();
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
