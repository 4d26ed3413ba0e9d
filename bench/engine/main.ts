/**
 * One measurement of the project's own engine, or of the machine's limits: a request as JSON in, seconds of each
 * repeat as JSON out. `run.mjs` starts it beside the peers in peers/.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, Precision } from '../../src/engine/engine.ts';
import { createMemory, FIRST_ADDRESS, instantiate, type Kernels } from '../../src/engine/wasm/kernels.ts';
import { strideFor } from '../../src/engine/wasm/layout.ts';
import type { Hyperparameters } from '../../src/model/hyperparameters.ts';
import { initialWeights } from '../../src/model/initialise.ts';
import { nextInteger, seedRandom } from '../../src/model/random.ts';
import type { Weights } from '../../src/model/weights.ts';
import { enableRelaxedSimd, nodeEngine } from '../../src/node/engines.ts';
import { secondsOf } from './measure.ts';

interface Request extends Hyperparameters {
  readonly work: 'product' | 'training' | 'sampling' | 'evaluation' | 'kernel' | 'int8-kernel' | 'memory';
  readonly engine: 'wasm' | 'tensorflow';
  readonly batch: number;
  readonly sequence: number;
  readonly threads: number;
  readonly streams: number;
  readonly steps: number;
  readonly repeats: number;
}
/** What is done in one repeat, and who did it. */
interface Work {
  readonly version: string;
  readonly run: () => void;
}

const KERNELS = process.env['KERNELS_DIR'] ?? 'dist';
const request = JSON.parse(process.argv[2] ?? '{}') as Request;

const works: Readonly<Record<Request['work'], () => Promise<Work>>> = {
  product: () => Promise.resolve({ version: 'relaxed SIMD', run: productWork() }),
  training: async () => {
    const { engine, weights } = await opened();
    const adam = { weightDecay: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, clipNorm: 1 };
    const { batch, sequence } = request;
    const trainer = await engine.createTrainer(weights, { batch, sequence, dropout: 0, seed: 1, ...adam });
    const random = seedRandom(1);
    const draw = () =>
      Int32Array.from({ length: batch * sequence }, () => nextInteger(random, request.vocabulary));
    const [inputs, targets] = [draw(), draw()];
    return {
      version: engine.description,
      run: () => void trainer.step({ inputs, targets }, 1e-3),
    };
  },
  // As the composer does it.
  sampling: () => stepping(request.streams, request.steps, 'int8'),
  // As evaluation does it: whole tunes, each a stream of its own.
  evaluation: () => stepping(request.batch, request.sequence, 'float32'),
  kernel: () => Promise.resolve({ version: 'relaxed SIMD', run: kernelWork() }),
  'int8-kernel': () => Promise.resolve({ version: 'relaxed SIMD', run: int8KernelWork() }),
  memory: () => {
    const [from, to] = [new Float32Array(1 << 25).fill(1), new Float32Array(1 << 25)];
    return Promise.resolve({
      version: 'copy of 128 MiB',
      run: () => {
        to.set(from);
      },
    });
  },
};

async function opened(): Promise<{ engine: Engine; weights: Weights }> {
  const engine = await nodeEngine({ name: request.engine, threads: request.threads, kernelsDir: KERNELS });
  return { engine, weights: initialWeights(request, seedRandom(1)) };
}

async function stepping(streams: number, steps: number, precision: Precision): Promise<Work> {
  const { engine, weights } = await opened();
  const sampler = await engine.createSampler(weights, streams, precision);
  const characters = new Int32Array(streams).fill(5);
  return {
    version: engine.description,
    run: () => {
      for (let i = 0; i < steps; i++) sampler.step(characters);
    },
  };
}

/** The kernels over a memory of their own. */
function kernelsAlone(mebibytes = 4): Kernels {
  const module = new WebAssembly.Module(readFileSync(join(KERNELS, 'kernels-relaxed.wasm')));
  return instantiate(
    module,
    createMemory(mebibytes << 20, true, () => ''),
  );
}

/** A plain product as training makes them: [batch, H] by [H, 4·H]. */
function productWork(): () => void {
  const kernels = kernelsAlone(32);
  const { batch: rows, units, steps } = request;
  const stride = strideFor(rows);
  const a = FIRST_ADDRESS;
  const b = a + (units / 8) * stride;
  const c = b + units * units * 16;
  return () => {
    for (let i = 0; i < steps; i++)
      kernels.multiply(rows, units / 2, units / 8, a, stride, b, units * 32, c, stride, false);
  };
}

/** The micro-kernel alone: a product whose matrices stay in the first cache. */
function kernelWork(): () => void {
  const kernels = kernelsAlone();
  const [rows, depth] = [12, 256];
  const [a, b, c] = [FIRST_ADDRESS, FIRST_ADDRESS + 65_536 + 192, FIRST_ADDRESS + 2 * 65_536 + 1024];
  return () => {
    for (let i = 0; i < request.steps; i++)
      kernels.multiply(rows, 1, depth / 8, a, rows * 32 + 64, b, depth * 32, c, rows * 32, true);
  };
}

/** The micro-kernel of sampling alone: four rows by a panel of 32 columns of 8-bit weights, 512 rows deep. */
function int8KernelWork(): () => void {
  const kernels = kernelsAlone();
  const [rows, depth, weights] = [4, 512, FIRST_ADDRESS + 65_536];
  const [scales, offsets, activations, sums, logits] = [0, 1, 2, 3, 4].map((i) => FIRST_ADDRESS + 8192 * i);
  return () => {
    for (let i = 0; i < request.steps; i++)
      kernels.denseInt8(rows, 1, depth, weights, scales, offsets, activations, depth, sums, logits, 32);
  };
}

async function main(): Promise<void> {
  enableRelaxedSimd();
  const { version, run } = await works[request.work]();
  const seconds = secondsOf(run, request.repeats);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ version, ...seconds, peakMegabytes }));
  // An engine's threads would else keep the process waiting.
  process.exit(0);
}

void main();
