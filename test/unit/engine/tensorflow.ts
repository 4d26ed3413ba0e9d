import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TensorFlow } from '../../../src/engine/tensorflow/network.ts';

/**
 * TensorFlow.js' core and Layers with its gradients and its backend in plain JavaScript, as one module: the gradients come only
 * as a source that Node does not load as it is.
 */
export async function cpuTensorflow(): Promise<TensorFlow> {
  const folder = await mkdtemp(join(tmpdir(), 'tunewright-'));
  const outfile = join(folder, 'tensorflow.mjs');
  const packages = ['tfjs-core', 'tfjs-core/dist/register_all_gradients', 'tfjs-backend-cpu'];
  await build({
    stdin: {
      contents: [
        ...packages.map((name) => `export * from '@tensorflow/${name}';`),
        "export { layers } from '@tensorflow/tfjs-layers';",
      ].join('\n'),
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const tf = (await import(pathToFileURL(outfile).href)) as TensorFlow;
  await rm(folder, { recursive: true });
  await tf.setBackend('cpu');
  return tf;
}
