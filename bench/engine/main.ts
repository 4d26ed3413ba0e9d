/**
 * How fast the engine is beside the limit of its own micro-kernel, everything in one run:
 * `node bench/engine/run.mjs [--units 256] [--layers 2] [--batch 32] [--sequence 128] [--steps 7] [--json]`.
 * Ratios of processor time within a run are what counts; the rest depends on the machine and what else it does.
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
import { secondsOf, type Seconds } from './measure.ts';

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

/** What a piece of work of so many characters reached. */
interface Rate {
  readonly charactersPerSecond: number;
  readonly charactersPerCpuSecond: number;
  readonly gflopPerCpuSecond: number;
}

function rateOf(characters: number, { wall, cpu }: Seconds, operations: number): Rate {
  return {
    charactersPerSecond: characters / wall,
    charactersPerCpuSecond: characters / cpu,
    gflopPerCpuSecond: (characters * operations) / cpu / 1e9,
  };
}

/** GFLOP per processor second of the micro-kernel alone: a product whose matrices stay in the first cache. */
function kernelRate(): number {
  const module = new WebAssembly.Module(readFileSync(join(kernelsDir, 'kernels-relaxed.wasm')));
  const memory = createMemory(4 << 20, true, () => '');
  const kernels = instantiate(module, memory);
  const [rows, depth, repeats] = [16, 256, 20_000];
  const [a, b, c] = [FIRST_ADDRESS, FIRST_ADDRESS + 65_536 + 192, FIRST_ADDRESS + 2 * 65_536 + 1024];
  const { cpu } = secondsOf(() => {
    for (let i = 0; i < repeats; i++)
      kernels.multiply(rows, 1, depth / 8, a, rows * 32 + 64, b, depth * 32, c, rows * 32, true);
  }, 9);
  return (2 * rows * depth * 8 * repeats) / cpu / 1e9;
}

function randomBatch(): Batch {
  const random = seedRandom(1);
  const draw = () =>
    Int32Array.from({ length: options.batch * options.sequence }, () => nextInteger(random, 96));
  return { inputs: draw(), targets: draw() };
}

async function trainingRate(threads: number): Promise<Rate> {
  const engine = await nodeEngine({ name: 'wasm', threads, kernelsDir });
  const trainer = await engine.createTrainer(initialWeights(hyperparameters, seedRandom(1)), options);
  const batch = randomBatch();
  const seconds = secondsOf(() => trainer.step(batch, 1e-3), Number(flags.steps));
  trainer.dispose();
  return rateOf(options.batch * options.sequence, seconds, 3 * perCharacter);
}

async function samplingRate(streams: number): Promise<Rate> {
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir });
  const sampler = await engine.createSampler(initialWeights(hyperparameters, seedRandom(1)), streams);
  const characters = new Int32Array(streams).fill(5);
  const seconds = secondsOf(() => {
    for (let i = 0; i < 300; i++) sampler.step(characters);
  }, 9);
  sampler.dispose();
  return rateOf(300 * streams, seconds, perCharacter);
}

function line(name: string, rate: Rate, kernel: number): string {
  const share = Math.round((100 * rate.gflopPerCpuSecond) / kernel);
  return (
    `${name.padEnd(22)} ${rate.charactersPerSecond.toFixed(0).padStart(7)} char/s` +
    ` ${rate.charactersPerCpuSecond.toFixed(0).padStart(7)} char per CPU second` +
    ` ${rate.gflopPerCpuSecond.toFixed(1).padStart(6)} GFLOP per CPU second, ${share} % of the micro-kernel`
  );
}

async function main(): Promise<void> {
  enableRelaxedSimd();
  const kernel = kernelRate();
  const rates: Record<string, Rate> = {};
  for (const threads of flags.threads.split(',').map(Number))
    rates[`training, ${threads} threads`] = await trainingRate(threads);
  for (const streams of [1, 4, 16]) rates[`sampling, ${streams} streams`] = await samplingRate(streams);
  if (flags.json) {
    console.log(JSON.stringify({ hyperparameters, options, kernel, rates }));
    return;
  }
  const { units, layers } = hyperparameters;
  console.log(`${layers}×${units}, batch ${options.batch} × ${options.sequence}, node ${process.version}`);
  console.log(`micro-kernel alone     ${kernel.toFixed(1)} GFLOP per CPU second`);
  for (const [name, rate] of Object.entries(rates)) console.log(line(name, rate, kernel));
}

const perCharacter = operationsPerCharacter(hyperparameters);
void main();
