/**
 * How fast the engine is beside the limit of its own micro-kernel, everything in one run:
 * `node bench/engine/run.mjs [--units 256] [--layers 2] [--batch 32] [--sequence 128] [--steps 7] [--json]`.
 * Ratios within a run are what counts; the figures depend on the machine and on what else it does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Batch, TrainerOptions } from '../../src/engine/engine.ts';
import { createMemory, FIRST_ADDRESS, instantiate } from '../../src/engine/wasm/kernels.ts';
import type { Hyperparameters } from '../../src/model/hyperparameters.ts';
import { initialWeights } from '../../src/model/initialise.ts';
import { nextInteger, seedRandom } from '../../src/model/random.ts';
import { enableRelaxedSimd, nodeEngine } from '../../src/node/engines.ts';
import { secondsOf } from './measure.ts';

const { values: flags } = parseArgs({
  options: {
    units: { type: 'string', default: '256' },
    layers: { type: 'string', default: '2' },
    embedding: { type: 'string', default: '64' },
    batch: { type: 'string', default: '32' },
    sequence: { type: 'string', default: '128' },
    dropout: { type: 'string', default: '0' },
    steps: { type: 'string', default: '7' },
    threads: { type: 'string', default: '1,2' },
    json: { type: 'boolean', default: false },
  },
});
const kernelsDir = process.env['KERNELS_DIR'] ?? 'dist';
const hyperparameters: Hyperparameters = {
  vocabulary: 96,
  embedding: Number(flags.embedding),
  units: Number(flags.units),
  layers: Number(flags.layers),
};
const options: TrainerOptions = {
  batch: Number(flags.batch),
  sequence: Number(flags.sequence),
  dropout: Number(flags.dropout),
  weightDecay: 0.01,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  clipNorm: 1,
  seed: 1,
};

/** Floating-point operations of products per character, one for each multiplication and one for each addition. */
function operationsPerCharacter({ units: H, layers, vocabulary: V }: Hyperparameters): number {
  return 2 * (layers * H * 4 * H + (layers - 1) * H * 4 * H + H * V);
}

/** GFLOP/s of the micro-kernel alone: a product whose matrices stay in the first cache. */
function kernelRate(): number {
  const module = new WebAssembly.Module(readFileSync(join(kernelsDir, 'kernels-relaxed.wasm')));
  const memory = createMemory(4 << 20, true, () => '');
  const kernels = instantiate(module, memory);
  const [rows, depth, repeats] = [16, 256, 20_000];
  const [a, b, c] = [FIRST_ADDRESS, FIRST_ADDRESS + 65_536 + 192, FIRST_ADDRESS + 2 * 65_536 + 1024];
  const seconds = secondsOf(() => {
    for (let i = 0; i < repeats; i++)
      kernels.multiply(rows, 1, depth / 8, a, rows * 32 + 64, b, depth * 32, c, rows * 32, true);
  }, 9);
  return (2 * rows * depth * 8 * repeats) / seconds / 1e9;
}

function randomBatch(): Batch {
  const random = seedRandom(1);
  const draw = () =>
    Int32Array.from({ length: options.batch * options.sequence }, () => nextInteger(random, 96));
  return { inputs: draw(), targets: draw() };
}

async function trainingRate(threads: number): Promise<number> {
  const engine = await nodeEngine({ name: 'wasm', threads, kernelsDir });
  const trainer = await engine.createTrainer(initialWeights(hyperparameters, seedRandom(1)), options);
  const batch = randomBatch();
  const seconds = secondsOf(() => trainer.step(batch, 1e-3), Number(flags.steps));
  trainer.dispose();
  return (options.batch * options.sequence) / seconds;
}

async function samplingRate(streams: number): Promise<number> {
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir });
  const sampler = await engine.createSampler(initialWeights(hyperparameters, seedRandom(1)), streams);
  const characters = new Int32Array(streams).fill(5);
  const seconds = secondsOf(() => {
    for (let i = 0; i < 300; i++) sampler.step(characters);
  }, 9);
  sampler.dispose();
  return (300 * streams) / seconds;
}

async function main(): Promise<void> {
  enableRelaxedSimd();
  const perCharacter = operationsPerCharacter(hyperparameters);
  const kernel = kernelRate();
  const training: Record<string, { charactersPerSecond: number; gflops: number; perThreadOfKernel: number }> =
    {};
  for (const threads of flags.threads.split(',').map(Number)) {
    const rate = await trainingRate(threads);
    const gflops = (3 * perCharacter * rate) / 1e9;
    training[threads] = { charactersPerSecond: rate, gflops, perThreadOfKernel: gflops / threads / kernel };
  }
  const sampling: Record<string, { charactersPerSecond: number; gflops: number }> = {};
  for (const streams of [1, 4, 16]) {
    const rate = await samplingRate(streams);
    sampling[streams] = { charactersPerSecond: rate, gflops: (rate * perCharacter) / 1e9 };
  }

  if (flags.json) {
    console.log(JSON.stringify({ hyperparameters, options, kernel, training, sampling }));
  } else {
    const { units, layers } = hyperparameters;
    console.log(`${layers}×${units}, batch ${options.batch} × ${options.sequence}, node ${process.version}`);
    console.log(`micro-kernel alone: ${kernel.toFixed(1)} GFLOP/s`);
    for (const [threads, { charactersPerSecond, gflops, perThreadOfKernel }] of Object.entries(training)) {
      console.log(
        `training, ${threads} threads: ${charactersPerSecond.toFixed(0)} char/s, ${gflops.toFixed(1)} GFLOP/s, ` +
          `${(100 * perThreadOfKernel).toFixed(0)} % of the micro-kernel on each thread`,
      );
    }
    for (const [streams, { charactersPerSecond, gflops }] of Object.entries(sampling))
      console.log(
        `sampling, ${streams} streams: ${charactersPerSecond.toFixed(0)} char/s, ${gflops.toFixed(1)} GFLOP/s`,
      );
  }
}

void main();
