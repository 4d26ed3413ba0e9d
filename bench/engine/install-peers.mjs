/**
 * Fetches what the engine is compared with into out/peers, which git ignores: `node bench/engine/install-peers.mjs
 * [--wheels]`. None of it is a dependency of the project; what is missing is named as missing by the benchmark.
 * `--wheels` adds TensorFlow with Keras and PyTorch from PyPI (7 GB); Debian's PyTorch is found where it is installed
 * (python3-torch and libopenblas0-pthread).
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { live, mustRun } from '../../scripts/processes.mjs';
import { npm, PROJECT } from '../../scripts/project.mjs';

const PACKAGES = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0', 'onnxruntime-node@1'];
const WHEELS = ['tensorflow-cpu==2.18.1', 'torch'];
const place = join(PROJECT, 'out', 'peers');

async function main() {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), `${JSON.stringify({ private: true })}\n`);
  // Scripts would only download libraries for graphics cards: what the processor needs is in the packages.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', place];
  const [command, ...args] = npm('install', ...options, ...PACKAGES);
  await mustRun(command, args, { cwd: place });
  await mustRun(process.execPath, [join(PROJECT, 'scripts', 'install-tensorflow.mjs')]);
  if (process.argv.includes('--wheels')) {
    const python = join(place, 'python', 'bin', 'python');
    if (!existsSync(python)) await mustRun('python3', ['-m', 'venv', join(place, 'python')]);
    await mustRun(python, ['-m', 'pip', 'install', '--quiet', '--no-compile', ...WHEELS]);
  }
  return 0;
}

await live('install-peers', main);
