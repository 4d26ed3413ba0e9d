/** What the engine is measured beside: how each is started, where it is looked for, and what it cannot do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/project.mjs';

const peers = join(PROJECT, 'out', 'peers');
const tensorflow = join(PROJECT, 'out', 'tensorflow');
const program = (name) => join(PROJECT, 'bench', 'engine', 'peers', name);
const venv = join(peers, 'python', 'bin', 'python');
const GET = 'node bench/engine/install-peers.mjs';

const package_ = (folder, name) => () =>
  existsSync(join(folder, 'node_modules', name)) ? null : `not installed: ${GET}`;
const python = (executable, module, hint) => () =>
  spawnSync(executable, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0
    ? null
    : `not installed: ${hint}`;

/** The project's own engine: the first is what ratios are of. */
export const OURS = {
  name: 'Tunewright',
  command: [process.execPath, join(PROJECT, 'dist', 'bench-engine.js')],
  more: { engine: 'wasm' },
};

/**
 * What makes native libraries use no more than so many bits of the processor's vectors, whichever of them does a peer's
 * products: oneDNN, PyTorch's own kernels, MKL, OpenBLAS. Processors other than x86 ignore it.
 */
const NARROWER = {
  256: {
    ONEDNN_MAX_CPU_ISA: 'AVX2',
    ATEN_CPU_CAPABILITY: 'avx2',
    MKL_CBWR: 'AVX2',
    OPENBLAS_CORETYPE: 'Haswell',
  },
  128: {
    ONEDNN_MAX_CPU_ISA: 'SSE41',
    ATEN_CPU_CAPABILITY: 'default',
    MKL_CBWR: 'COMPATIBLE',
    OPENBLAS_CORETYPE: 'Nehalem',
  },
};

/** A native peer as it comes, and with narrower vectors where that is told apart. */
const inAllWidths = (peer) => [
  peer,
  ...Object.entries(NARROWER).map(([bits, env]) => ({
    ...peer,
    name: `${peer.name} (${bits} bits)`,
    env,
    works: ['product', 'training'],
  })),
];

/** Those that run the processor's own code. */
const NATIVE = [
  {
    name: 'PyTorch of Debian',
    command: ['/usr/bin/python3', program('torch_lstm.py')],
    missing: python('/usr/bin/python3', 'torch', 'apt-get install python3-torch libopenblas0-pthread'),
  },
  {
    name: 'PyTorch wheel',
    command: [venv, program('torch_lstm.py')],
    missing: python(venv, 'torch', `${GET} --wheels`),
  },
  {
    name: 'TensorFlow wheel',
    command: [venv, program('tensorflow_keras.py')],
    missing: python(venv, 'tensorflow', `${GET} --wheels`),
  },
  {
    name: 'tfjs-node',
    command: [process.execPath, program('tfjs.mjs')],
    more: { backend: 'tensorflow', folder: tensorflow },
    missing: package_(tensorflow, '@tensorflow/tfjs-node'),
  },
];

/**
 * `missing` says why a peer cannot be had, or null. `works` are those it is measured in. `chunk` is smaller than what
 * is asked for where a whole one would take minutes; characters per second hardly depend on it.
 */
export const PEERS = [
  ...NATIVE.flatMap(inAllWidths),
  {
    name: 'TF.js wasm',
    command: [process.execPath, program('tfjs.mjs')],
    more: { backend: 'wasm', folder: peers },
    missing: package_(peers, '@tensorflow/tfjs-backend-wasm'),
    chunk: { batch: 16, sequence: 8 },
  },
  {
    name: 'TF.js cpu',
    command: [process.execPath, program('tfjs.mjs')],
    more: { backend: 'cpu', folder: peers },
    missing: package_(peers, '@tensorflow/tfjs'),
    chunk: { batch: 4, sequence: 4 },
    steps: 5,
  },
  {
    name: 'ONNX Runtime',
    command: [process.execPath, program('onnxruntime.mjs')],
    more: { folder: peers },
    missing: package_(peers, 'onnxruntime-node'),
    works: ['sampling'],
  },
];
