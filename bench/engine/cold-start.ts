/**
 * From nothing to the first character, in a process of its own: `node dist/bench-cold-start.js REQUEST`, the request as
 * JSON. Prints its figures, milliseconds or megabytes, as JSON. Started as a worker thread it does the same steps as
 * the model worker, one by one.
 */
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { nodePort } from '../../src/extension/node-port.ts';
import { readModel, writeModel } from '../../src/model/folder.ts';
import { initialWeights } from '../../src/model/initialise.ts';
import { seedRandom } from '../../src/model/random.ts';
import { nodeEngine } from '../../src/node/engines.ts';
import { modelFilesOn } from '../../src/node/model-files.ts';
import { createClient } from '../../src/worker/client.ts';
import { modelMethods } from '../../src/worker/protocol.ts';

const Request = v.variant('what', [
  /** The model worker, asked for one character through its protocol. */
  v.object({ what: v.literal('worker'), model: v.string() }),
  /** The same, step by step. */
  v.object({ what: v.literal('parts'), model: v.string() }),
  /** Most memory of a process whose worker thread samples with a model; without a model it does nothing. */
  v.object({ what: v.literal('memory'), model: v.nullable(v.string()) }),
  /** Writes an untrained model of another size than the one it is made from. */
  v.object({ what: v.literal('write'), model: v.string(), from: v.string(), units: v.number() }),
]);
const Figures = v.record(v.string(), v.number());
type Figures = v.InferOutput<typeof Figures>;

const HEADER = 'X:1\nR:reel\nM:4/4\nL:1/8\nK:D\n';
/** Streams of a composer's sampler. */
const STREAMS = 8;

/** Milliseconds on a clock that all threads share. */
const now = (): number => performance.timeOrigin + performance.now();

async function throughProtocol(folder: string): Promise<Figures> {
  const [began, before] = [now(), process.cpuUsage()];
  const worker = join(__dirname, 'worker.js');
  const client = createClient(
    modelMethods,
    () => nodePort(worker, { name: 'model' }),
    (problem) => {
      throw new Error(problem);
    },
  );
  const model = { folder, revision: 0 };
  await client.call('load', { model });
  const loaded = now();
  const result = await client.call('continue', {
    model,
    text: HEADER,
    offset: HEADER.length,
    length: { kind: 'characters', characters: 1 },
    candidates: 1,
    temperature: 0.7,
    topP: 0.95,
    seed: 1,
    constrained: true,
  });
  const [answered, { user, system }] = [now(), process.cpuUsage(before)];
  await client.close();
  if (result.kind !== 'continued') throw new Error(result.reason);
  return { loaded: loaded - began, 'first character': answered - began, processor: (user + system) / 1e3 };
}

/** Runs this program as a worker thread. */
function inWorker(data: unknown): Promise<Figures> {
  const worker = new Worker(__filename, { workerData: data });
  return new Promise((resolve, reject) => {
    worker.once('message', (figures) => {
      resolve(v.parse(Figures, figures));
    });
    worker.once('error', reject);
  });
}

/** Milliseconds of each step of a worker thread that began at `began`. */
async function parts(folder: string, began: number): Promise<Figures> {
  const started = now();
  const model = await readModel(modelFilesOn(folder));
  const read = now();
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir: __dirname });
  const compiled = now();
  const sampler = await engine.createSampler(model.weights, STREAMS, 'int8');
  const packed = now();
  sampler.step([1]);
  return {
    'start the thread': started - began,
    'read the model': read - started,
    'compile the kernels': compiled - read,
    'pack the weights': packed - compiled,
    'one step': now() - packed,
  };
}

/** Samples for a while, letting go of what need not be kept, as the model worker does. */
async function sampleWith(folder: string): Promise<Figures> {
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir: __dirname });
  const sampler = await readModel(modelFilesOn(folder)).then(({ weights }) =>
    engine.createSampler(weights, STREAMS, 'int8'),
  );
  const characters = new Int32Array(STREAMS).fill(1);
  for (let i = 0; i < 2000; i++) sampler.step(characters);
  return {};
}

async function write(folder: string, from: string, units: number): Promise<Figures> {
  const { weights, ...rest } = await readModel(modelFilesOn(from));
  const bigger = initialWeights({ ...weights.hyperparameters, units }, seedRandom(1));
  await writeModel(modelFilesOn(folder), { ...rest, weights: bigger }, { dtype: 'float16' });
  return {};
}

async function answer(request: v.InferOutput<typeof Request>): Promise<Figures> {
  switch (request.what) {
    case 'worker':
      return throughProtocol(request.model);
    case 'parts':
      return inWorker({ request, began: now() });
    case 'memory':
      await inWorker({ request, began: now() });
      return { megabytes: process.resourceUsage().maxRSS / 1024 };
    case 'write':
      return write(request.model, request.from, request.units);
  }
}

async function answerInWorker(): Promise<Figures> {
  const { request, began } = v.parse(v.object({ request: Request, began: v.number() }), workerData);
  if (request.what === 'parts') return parts(request.model, began);
  return request.what === 'memory' && request.model !== null ? sampleWith(request.model) : {};
}

if (isMainThread) {
  const request = v.parse(Request, JSON.parse(process.argv[2] ?? '{}'));
  void answer(request).then((figures) => {
    console.log(JSON.stringify(figures));
    process.exit(0);
  });
} else {
  void answerInWorker().then((figures) => parentPort?.postMessage(figures));
}
