import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkpointFilesOn } from '../../../src/node/checkpoint-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
afterAll(() => rm(folder, { recursive: true }));

test('a folder that is not there yet has no checkpoints', async () => {
  expect(await checkpointFilesOn(join(folder, 'new')).list()).toEqual([]);
});

test('a folder that cannot be looked into is not taken for an empty one', async () => {
  const path = join(folder, 'file');
  await writeFile(path, 'no folder');
  await expect(checkpointFilesOn(path).list()).rejects.toThrow(
    `${path}: a file stands where a folder is needed; choose another path`,
  );
});
