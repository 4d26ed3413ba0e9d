import { beforeEach, expect, test } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { writeModel, type ModelFiles } from '../../../src/model/folder.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { vocabularyOf } from '../../../src/model/vocabulary.ts';
import { createClient, type Client } from '../../../src/worker/client.ts';
import { modelHandlers } from '../../../src/worker/model-server.ts';
import { modelMethods, type ContinueParameters } from '../../../src/worker/protocol.ts';
import { serve } from '../../../src/worker/serve.ts';
import { twinPort } from './twin-port.ts';

let disk: Map<string, Uint8Array>;
let trace: string[];
let client: Client<typeof modelMethods>;

function filesIn(folder: string): ModelFiles {
  return {
    read: (name) => {
      const bytes = disk.get(`${folder}/${name}`);
      return bytes === undefined ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(bytes);
    },
    write: (files) => {
      for (const { name, bytes } of files) disk.set(`${folder}/${name}`, bytes);
      return Promise.resolve();
    },
  };
}

async function putModel(folder: string, name: string): Promise<void> {
  const vocabulary = vocabularyOf(['GABc|\n']);
  const sizes = { layers: 1, units: 4, embedding: 2, vocabulary: vocabulary.characters.length };
  const weights = initialWeights(sizes, seedRandom(1));
  const card = {
    format: 1 as const,
    name,
    vocabulary: [...vocabulary.characters],
    preparation: { canonical: 1 },
    training: {},
    data: [],
    figures: {},
  };
  await writeModel(filesIn(folder), { weights, vocabulary, card }, { dtype: 'float32' });
}

const question = (folder: string, change: Partial<ContinueParameters> = {}): ContinueParameters => ({
  model: { folder, revision: 0 },
  text: 'X:1\nK:G\nGAB|',
  offset: 12,
  length: { kind: 'bars', bars: 1 },
  candidates: 1,
  temperature: 0,
  topP: 1,
  seed: 1,
  constrained: true,
  ...change,
});

beforeEach(async () => {
  disk = new Map();
  trace = [];
  await putModel('/a', 'reels');
  await putModel('/b', 'jigs');
  const twin = twinPort();
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const handlers = modelHandlers({
    openEngine: () => {
      trace.push('engine');
      return Promise.resolve(createReferenceEngine());
    },
    modelFiles: filesIn,
    openComposer: ({ card: { name } }) => {
      trace.push(`open ${name}`);
      return Promise.resolve({
        continueTune: async (_, signal) => {
          await pause();
          signal.throwIfAborted();
          return {
            kind: 'continued' as const,
            candidates: [{ text: name, logProbability: -1, bars: 1 }],
            millis: 1,
          };
        },
        compose: ({ meter, key }) => Promise.resolve({ tunes: [`${name} ${meter} ${key}`] }),
        surprise: ({ text }) =>
          Promise.resolve({ notes: [{ start: 0, end: text.length, bits: null }], complete: true }),
        alternatives: ({ offset }) =>
          Promise.resolve({ alternatives: [{ text: name, probability: 1 / offset }], otherLength: null }),
        repairBar: ({ offset }) =>
          Promise.resolve({
            repairs: [{ edits: [{ start: offset, end: offset, text: name }], bar: name, logProbability: -1 }],
          }),
        dispose: () => void trace.push(`dispose ${name}`),
      });
    },
    clock: () => 0,
  });
  serve(modelMethods, handlers, twin.worker, pause);
  client = createClient(modelMethods, () => twin.host, expect.unreachable);
});

test('a question names its model; the model is read once', async () => {
  expect(await client.call('load', { model: { folder: '/a', revision: 0 } })).toMatchObject({
    name: 'reels',
  });
  for (let i = 0; i < 3; i++) {
    expect(await client.call('continue', question('/a'))).toMatchObject({ candidates: [{ text: 'reels' }] });
  }
  expect(trace).toEqual(['engine', 'open reels']);
});

test('another model takes the place of the one before, on the same engine', async () => {
  await client.call('continue', question('/a'));
  expect(await client.call('continue', question('/b'))).toMatchObject({ candidates: [{ text: 'jigs' }] });
  expect(trace).toEqual(['engine', 'open reels', 'open jigs', 'dispose reels']);
});

test('a new revision is read again from the disk', async () => {
  await client.call('continue', question('/a'));
  await putModel('/a', 'reels, trained further');
  expect(await client.call('continue', question('/a'))).toMatchObject({ candidates: [{ text: 'reels' }] });
  const again = question('/a', { model: { folder: '/a', revision: 1 } });
  expect(await client.call('continue', again)).toMatchObject({
    candidates: [{ text: 'reels, trained further' }],
  });
});

test('a damaged model is said to the user, and the one before stays in use', async () => {
  await client.call('continue', question('/a'));
  disk.set('/b/model.json', new TextEncoder().encode('{"format":'));
  await expect(client.call('continue', question('/b'))).rejects.toMatchObject({ reason: 'user' });
  expect(await client.call('continue', question('/a'))).toMatchObject({ candidates: [{ text: 'reels' }] });
  expect(trace).toEqual(['engine', 'open reels']);
});

test('a model mended since is used', async () => {
  disk.set('/b/model.json', new TextEncoder().encode(''));
  await expect(client.call('continue', question('/b'))).rejects.toMatchObject({ reason: 'user' });
  await putModel('/b', 'jigs');
  expect(await client.call('continue', question('/b'))).toMatchObject({ candidates: [{ text: 'jigs' }] });
});

test('tells how surprising notes are, and what could stand there', async () => {
  const { model, text } = question('/a');
  expect(await client.call('surprise', { model, text })).toEqual({
    notes: [{ start: 0, end: text.length, bits: null }],
    complete: true,
  });
  expect(await client.call('alternatives', { model, text, offset: 8 })).toEqual({
    alternatives: [{ text: 'reels', probability: 0.125 }],
    otherLength: null,
  });
});

test('repairs a bar', async () => {
  const { model, text } = question('/a');
  expect(await client.call('repairBar', { model, text, offset: 9 })).toEqual({
    repairs: [{ edits: [{ start: 9, end: 9, text: 'reels' }], bar: 'reels', logProbability: -1 }],
  });
});

test('composes whole tunes', async () => {
  const { model, temperature, topP, seed, constrained } = question('/a');
  const wish = { model, temperature, topP, seed, constrained, meter: '6/8', key: 'G', count: 1 };
  expect(await client.call('compose', wish)).toEqual({ tunes: ['reels 6/8 G'] });
});

test.each([
  [{ offset: -1 }, /offset/],
  [{ temperature: Number.NaN }, /temperature/],
  [{ topP: 2 }, /topP/],
  [{ candidates: 0 }, /candidates/],
])('a question that makes no sense (%j) is refused', async (change, where) => {
  await expect(client.call('continue', question('/a', change))).rejects.toMatchObject({
    reason: 'bug',
    message: expect.stringMatching(where) as string,
  });
});
