import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { readModel, writeModel, type Model } from '../../../src/model/folder.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { createVocabulary } from '../../../src/model/vocabulary.ts';
import { flatten } from '../../../src/model/weights.ts';
import { modelFilesOn } from '../../../src/node/model-files.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SCALING = join(ROOT, 'docs', 'scaling');
/** A Python that has TensorFlow: what the environment names, or where the benchmark's peers are put. */
const python = process.env['TUNEWRIGHT_PYTHON'] ?? join(ROOT, 'out', 'peers', 'python', 'bin', 'python');
const there = existsSync(python);
if (!there)
  console.log(
    `docs/scaling is not run: no Python with TensorFlow; "node bench/engine/install-peers.mjs --wheels"`,
  );

const ENVIRONMENT = {
  ...process.env,
  TF_CPP_MIN_LOG_LEVEL: '3',
  CUDA_VISIBLE_DEVICES: '-1',
  PYTHONPATH: SCALING,
  PYTHONDONTWRITEBYTECODE: '1',
};
const TUNES = 'M:6/8\nK:G\nGAB d2B|\n\nM:6/8\nK:G\nBAG A2G|\n\nM:6/8\nK:G\nGBd gdB|\n\nM:6/8\nK:G\ndBG G3|\n';
const TEXT = [1, 4, 2, 0, 3, 5, 5, 1];

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-keras-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function drawModel(): Model {
  const vocabulary = createVocabulary([...new Set(TUNES)].sort());
  const sizes = { vocabulary: vocabulary.characters.length, embedding: 5, units: 9, layers: 2 };
  const card = { format: 1, name: 'scaled', vocabulary: [], preparation: { canonical: 1 } } as const;
  return {
    weights: initialWeights(sizes, seedRandom(1)),
    vocabulary,
    card: { ...card, vocabulary: [], training: {}, data: [], figures: {} },
  };
}

async function logitsOf({ weights }: Model): Promise<number[][]> {
  const sampler = await createReferenceEngine().createSampler(weights, 1);
  return TEXT.map((character) => [...sampler.step([character])]);
}

async function freePorts(): Promise<number[]> {
  const servers = [createServer(), createServer()];
  const listening = servers.map(
    (server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done())),
  );
  await Promise.all(listening);
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => promisify(server.close.bind(server))()));
  return ports;
}

/** One worker of docs/scaling/train.py; what it prints. */
function worker(index: number, ports: readonly number[], args: readonly string[]): Promise<string> {
  const cluster = { worker: ports.map((port) => `127.0.0.1:${port}`) };
  const TF_CONFIG = JSON.stringify({ cluster, task: { type: 'worker', index } });
  const child = spawn(python, [join(SCALING, 'train.py'), ...args], { env: { ...ENVIRONMENT, TF_CONFIG } });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`worker ${index} failed: ${errors.slice(-2000)}`));
    });
  });
}

describe.runIf(there)('Keras', () => {
  test.each(['float16', 'float32'] as const)(
    'reads a folder of %s and writes it back',
    async (dtype) => {
      const [ours, theirs] = [scratch(), scratch()];
      await writeModel(modelFilesOn(ours), drawModel(), { dtype });
      const program = [
        'import json, sys, numpy as np, layers_format',
        'model = layers_format.load_model(sys.argv[1])',
        'layers_format.save_model(model, sys.argv[1], sys.argv[2])',
        'print(json.dumps(np.asarray(model(np.array([json.loads(sys.argv[3])])))[0].tolist()))',
      ].join('\n');
      const args = ['-c', program, ours, theirs, JSON.stringify(TEXT)];
      const { stdout } = await promisify(execFile)(python, args, { env: ENVIRONMENT });
      const [first, second] = [await readModel(modelFilesOn(ours)), await readModel(modelFilesOn(theirs))];
      expect(flatten(second.weights)).toEqual(flatten(first.weights));
      expect(second.vocabulary).toEqual(first.vocabulary);
      const logits = v.parse(
        v.array(v.array(v.number())),
        JSON.parse(stdout.trim().split('\n').at(-1) ?? ''),
      );
      for (const [step, expected] of (await logitsOf(first)).entries())
        for (const [i, logit] of expected.entries()) expect(logits[step]?.[i]).toBeCloseTo(logit, 5);
    },
    300_000,
  );

  test('trains on two workers with tf.distribute, and the result is brought back', async () => {
    const folder = scratch();
    const [start, out, tunes] = [join(folder, 'start'), join(folder, 'out'), join(folder, 'tunes.txt')];
    await writeModel(modelFilesOn(start), drawModel(), { dtype: 'float16' });
    writeFileSync(tunes, TUNES);
    const paths = ['--model', start, '--tunes', tunes, '--out', out];
    const args = [...paths, '--epochs', '20', '--batch', '4', '--length', '24', '--rate', '0.02'];
    const ports = await freePorts();
    const [printed] = await Promise.all([0, 1].map((index) => worker(index, ports, args)));
    const bits = [...(printed ?? '').matchAll(/([\d.]+) bits per character/g)].map(([, figure]) =>
      Number(figure),
    );
    expect(bits).toHaveLength(20);
    const model = await readModel(modelFilesOn(out));
    expect((await logitsOf(model)).flat().every(Number.isFinite)).toBe(true);
    // Begun as a guess among all characters, it has learnt something.
    expect(bits.at(0)).toBeGreaterThan(3.5);
    expect(bits.at(-1)).toBeLessThan((bits.at(0) ?? 0) - 0.2);
  }, 300_000);
});
