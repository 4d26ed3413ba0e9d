import { beforeEach, describe, expect, test } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { readModel, type ModelFiles } from '../../../src/model/folder.ts';
import type { CheckpointFiles } from '../../../src/training/checkpoint.ts';
import { BUNDLED_RECIPE } from '../../../src/training/recipe.ts';
import { createClient, type Client } from '../../../src/worker/client.ts';
import { trainingMethods, type TrainParameters } from '../../../src/worker/protocol.ts';
import { serve } from '../../../src/worker/serve.ts';
import { trainingHandlers } from '../../../src/worker/training-server.ts';
import { twinPort } from './twin-port.ts';

/** A small book: the same few bars in several keys, each a tune. */
const BOOK = ['G', 'D', 'A', 'C', 'Am', 'Em', 'Dm', 'F']
  .map((key, i) => `X:${i + 1}\nT:Tune ${i + 1}\nR:jig\nM:6/8\nL:1/8\nK:${key}\nGAB c2d|edB A2G:|\n`)
  .join('\n');

/** A disk in memory: folders of files by name. */
let disk: Map<string, Uint8Array>;
/** A clock that every step of the run moves on by this many milliseconds. */
let tick: number;
let client: Client<typeof trainingMethods>;

function filesIn(folder: string): ModelFiles & CheckpointFiles {
  const path = (name: string): string => `${folder}/${name}`;
  const put = (name: string, bytes: Uint8Array): void => void disk.set(path(name), bytes.slice());
  return {
    read: (name) => {
      const bytes = disk.get(path(name));
      return bytes === undefined ? Promise.reject(new Error(`no ${path(name)}`)) : Promise.resolve(bytes);
    },
    write: (files) => {
      for (const { name, bytes } of files) put(name, bytes);
      return Promise.resolve();
    },
    writeAtomically: (name, bytes) => {
      put(name, bytes);
      return Promise.resolve();
    },
    list: () =>
      Promise.resolve(
        [...disk.keys()]
          .filter((key) => key.startsWith(`${folder}/`))
          .map((key) => key.slice(folder.length + 1)),
      ),
    remove: (name) => {
      disk.delete(path(name));
      return Promise.resolve();
    },
  };
}

function start(): Client<typeof trainingMethods> {
  const twin = twinPort();
  let now = 0;
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const handlers = trainingHandlers({
    openEngine: () => Promise.resolve(createReferenceEngine()),
    modelFiles: filesIn,
    checkpointFiles: filesIn,
    decode: (content) => (content.includes(0) ? null : new TextDecoder().decode(content)),
    clock: () => (now += tick),
    pause,
    recipeFor: () => ({ ...BUNDLED_RECIPE, layers: 1, units: 8, embedding: 4, sequence: 32 }),
  });
  serve(trainingMethods, handlers, twin.worker, pause);
  client = createClient(trainingMethods, () => twin.host, expect.unreachable);
  return client;
}

const parameters = (change: Partial<TrainParameters> = {}): TrainParameters => ({
  name: 'my tunes',
  folder: 'models/my tunes',
  checkpoints: 'training/my tunes',
  minutes: 0.1,
  engine: 'reference',
  threads: 1,
  source: 'my tunes',
  resume: false,
  ...change,
});
const names = (folder: string): string[] =>
  [...disk.keys()].filter((key) => key.startsWith(`${folder}/`)).map((key) => key.slice(folder.length + 1));

beforeEach(() => {
  disk = new Map();
  tick = 1000;
  start();
});

describe('files handed over', () => {
  test('are counted in tunes, over all calls', async () => {
    expect(await client.call('add', { files: [{ name: 'a.abc', content: BOOK }] })).toMatchObject({
      tunes: 8,
    });
    const bytes = new TextEncoder().encode('X:1\nK:C\nCDEF|\n');
    expect(await client.call('add', { files: [{ name: 'b.abc', content: bytes }] })).toMatchObject({
      tunes: 9,
    });
  });
  test('that are no text are named back', async () => {
    const files = [{ name: 'photo.abc', content: Uint8Array.of(1, 0, 2) }];
    expect(await client.call('add', { files })).toEqual({ tunes: 0, characters: 0, refused: ['photo.abc'] });
  });
});

test('no tune at all is said so', async () => {
  await expect(client.call('train', parameters())).rejects.toMatchObject({
    reason: 'user',
    message: expect.stringContaining('no tune') as string,
  });
});

test('a finished run leaves a model and no checkpoint', async () => {
  await client.call('add', { files: [{ name: 'a.abc', content: BOOK }] });
  const seen: number[] = [];
  const result = await client.call('train', parameters(), { onProgress: ({ step }) => seen.push(step) });
  expect(result).toMatchObject({ tunes: 8, bitsPerCharacter: expect.any(Number) as number });
  expect(result.steps).toBeGreaterThan(0);
  expect(seen.length).toBeGreaterThan(0);
  const model = await readModel(filesIn('models/my tunes'));
  expect(model.card).toMatchObject({ name: 'my tunes', data: [{ source: 'my tunes' }] });
  expect(names('training/my tunes').filter((name) => name.startsWith('checkpoint-'))).toEqual([]);
  expect(await client.call('unfinished', { checkpoints: 'training/my tunes' })).toBeNull();
});

test('a cancelled run writes no model, keeps a checkpoint, and can be gone on with', async () => {
  await client.call('add', { files: [{ name: 'a.abc', content: BOOK }] });
  const controller = new AbortController();
  const run = client.call('train', parameters(), {
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step >= 1) controller.abort();
    },
  });
  await expect(run).rejects.toMatchObject({ reason: 'cancelled' });
  const unfinished = await client.call('unfinished', { checkpoints: 'training/my tunes' });
  expect(unfinished).toMatchObject({ minutes: 0.1 });
  expect(unfinished?.share).toBeGreaterThan(0);
  expect(names('models/my tunes')).toEqual([]);

  const { steps } = await client.call('train', parameters({ resume: true }));
  expect(steps).toBeGreaterThan(1);
  expect(names('models/my tunes')).toContain('model.json');
});

test('a run on other tunes is not gone on with', async () => {
  await client.call('add', { files: [{ name: 'a.abc', content: BOOK }] });
  const controller = new AbortController();
  const onProgress = (): void => {
    controller.abort();
  };
  const run = client.call('train', parameters(), { signal: controller.signal, onProgress });
  await expect(run).rejects.toMatchObject({ reason: 'cancelled' });
  expect(await client.call('unfinished', { checkpoints: 'training/my tunes' })).not.toBeNull();
  await client.call('add', { files: [{ name: 'b.abc', content: 'X:1\nK:C\nCDEF|\n' }] });
  expect(await client.call('unfinished', { checkpoints: 'training/my tunes' })).toBeNull();
});

test('a note that is damaged counts as none', async () => {
  await client.call('add', { files: [{ name: 'a.abc', content: BOOK }] });
  disk.set('training/my tunes/checkpoint-000000001.bin', Uint8Array.of(1));
  disk.set('training/my tunes/run.json', new TextEncoder().encode('{"version":1,'));
  expect(await client.call('unfinished', { checkpoints: 'training/my tunes' })).toBeNull();
});

test('a run starts from a model, whose data it credits', async () => {
  await client.call('add', { files: [{ name: 'a.abc', content: BOOK }] });
  await client.call('train', parameters());
  await client.call('train', parameters({ folder: 'models/more', from: 'models/my tunes', source: 'more' }));
  const { card } = await readModel(filesIn('models/more'));
  expect(card.data.map(({ source }) => source)).toEqual(['my tunes', 'more']);
});
