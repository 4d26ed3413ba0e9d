import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkpointFilesOn } from '../../../src/node/checkpoint-files.ts';
import { modelFilesOn } from '../../../src/node/model-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunewright-'));
});
afterEach(() => rm(folder, { recursive: true }));

/**
 * Node's Buffer is a Uint8Array whose `slice` shares its memory. Who reads a file expects one that copies, and
 * takes the `buffer` of a slice for its own.
 */
test('bytes read from a file are a plain Uint8Array', async () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const checkpoints = checkpointFilesOn(join(folder, 'checkpoints'));
  await checkpoints.writeAtomically('a.bin', bytes);
  const model = modelFilesOn(join(folder, 'model'));
  await model.write([{ name: 'model.json', bytes }]);
  for (const read of [await checkpoints.read('a.bin'), await model.read('model.json')]) {
    expect(new Uint8Array(read.slice(2, 4).buffer)).toEqual(Uint8Array.of(3, 4));
  }
});
