import { expect, test } from 'vitest';
import { initialWeights } from '../../../src/model/initialise.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { parameterCount } from '../../../src/model/weights.ts';
import {
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
  type Checkpoint,
} from '../../../src/training/checkpoint.ts';
import { clearCheckpoints, loadCheckpoint, saveCheckpoint } from '../../../src/training/checkpoints.ts';
import { memoryFiles } from './files.ts';

const SIZES = { vocabulary: 5, embedding: 2, units: 3, layers: 2 };
const EXPECTED = { hyperparameters: SIZES, batch: 2, fingerprint: 'f00d' };

function checkpointAt(step: number): Checkpoint {
  const count = parameterCount(SIZES);
  const snapshot = {
    weights: initialWeights(SIZES, seedRandom(step)),
    firstMoment: new Float32Array(count).fill(0.25),
    secondMoment: new Float32Array(count).fill(0.5),
    step,
    carried: new Float32Array(2 * 2 * 2 * 3).fill(-1),
  };
  return {
    snapshot,
    fingerprint: 'f00d',
    position: { epoch: 1, chunk: 2, step, seconds: 3.25 },
    pending: { loss: 1 / 3, characters: 7 },
    best: { step: 1, bitsPerCharacter: 2.5 },
    bestWeights: initialWeights(SIZES, seedRandom(99)),
    waited: 1,
    curve: [{ step: 1, epoch: 0, seconds: 1, bitsPerCharacter: 3, validationBitsPerCharacter: null }],
  };
}

test('a checkpoint is read back as it was written', () => {
  for (const checkpoint of [checkpointAt(4), { ...checkpointAt(4), best: null, bestWeights: null }]) {
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
  }
});

test('cut short anywhere, or with any byte changed, it is refused', () => {
  const bytes = encodeCheckpoint(checkpointAt(4));
  for (let length = 0; length < bytes.length; length += 1 + (length >> 3)) {
    expect(() => decodeCheckpoint(bytes.slice(0, length))).toThrow(CheckpointError);
  }
  for (let i = 0; i < bytes.length; i += 7) {
    const damaged = bytes.slice();
    damaged[i] = (damaged[i] ?? 0) ^ 0x10;
    expect(() => decodeCheckpoint(damaged)).toThrow(CheckpointError);
  }
});

test('another version is refused by name', () => {
  const bytes = encodeCheckpoint(checkpointAt(4));
  bytes[8] = 9;
  expect(() => decodeCheckpoint(bytes)).toThrow('it has version 9; this is version 1');
});

test('the last two are kept, and other files left alone', async () => {
  const files = memoryFiles();
  files.contents.set('notes.txt', new Uint8Array(1));
  for (const step of [1, 5, 20, 100]) await saveCheckpoint(files, checkpointAt(step));
  expect([...files.contents.keys()]).toEqual([
    'notes.txt',
    'checkpoint-000000020.bin',
    'checkpoint-000000100.bin',
  ]);
});

test('what a killed process left half written is removed by the next run, and nothing else', async () => {
  const files = memoryFiles();
  const others = ['notes.tmp', 'checkpoint-000000009.bin.tmp', 'checkpoint-000000009.bin.0a1b2c3d.tmp.bak'];
  const leaveBehind = (): void => {
    for (const name of [...others, 'checkpoint-000000009.bin.0a1b2c3d.tmp'])
      files.contents.set(name, new Uint8Array(1));
  };
  await saveCheckpoint(files, checkpointAt(5));
  leaveBehind();
  expect((await loadCheckpoint(files, EXPECTED))?.name).toBe('checkpoint-000000005.bin');
  expect([...files.contents.keys()].sort()).toEqual(['checkpoint-000000005.bin', ...others].sort());
  leaveBehind();
  await clearCheckpoints(files);
  expect([...files.contents.keys()].sort()).toEqual([...others].sort());
});

test('a damaged one is refused by name and the one before is used', async () => {
  const files = memoryFiles();
  await saveCheckpoint(files, checkpointAt(5));
  await saveCheckpoint(files, checkpointAt(9));
  const bytes = files.contents.get('checkpoint-000000009.bin') ?? new Uint8Array();
  files.contents.set('checkpoint-000000009.bin', bytes.slice(0, 1000));
  const found = await loadCheckpoint(files, EXPECTED);
  expect(found?.name).toBe('checkpoint-000000005.bin');
  expect(found?.refused).toEqual([
    `checkpoint-000000009.bin cannot be used: it was cut short: 1000 of ${bytes.length} bytes`,
  ]);
});

test('another shape or other tunes are refused with what to do', async () => {
  const files = memoryFiles();
  expect(await loadCheckpoint(files, EXPECTED)).toBeNull();
  await saveCheckpoint(files, checkpointAt(5));
  await expect(loadCheckpoint(files, { ...EXPECTED, batch: 4 })).rejects.toThrow(
    /^checkpoint-000000005.bin cannot be used: it was made with 2×3 units.*batch 2, this run has.*batch 4\. Start again/,
  );
  await expect(loadCheckpoint(files, { ...EXPECTED, fingerprint: 'x' })).rejects.toThrow(
    'other tunes or another recipe',
  );
});
