import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { applyEdits } from '../../../src/abc/editing/apply.ts';
import { createComposer, type Composer } from '../../../src/composer/composer.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { readModel } from '../../../src/model/folder.ts';
import { untrainedComposer } from './model.ts';

/** The smallest model that has learnt something. */
async function tinyComposer(): Promise<Composer> {
  const folder = new URL('../../../models/tiny/', import.meta.url);
  const model = await readModel({
    read: (name) => Promise.resolve(new Uint8Array(readFileSync(new URL(name, folder)))),
    write: () => Promise.reject(new Error('read only')),
  });
  return createComposer(model, createReferenceEngine(), { clock: () => 0, pause: () => Promise.resolve() });
}

let tiny: Composer;
beforeAll(async () => {
  tiny = await tinyComposer();
});

const HEAD = 'X:1\nT:Short\nR:reel\nM:4/4\nL:1/8\nK:D\n';
const TUNE = `${HEAD}A2FA DAFA|BGdB AFE|A2FA DAFA|BGdB AFED|]\n`;

test('the likeliest repair comes first, and each makes the bar full', async () => {
  const { repairs } = await tiny.repairBar({ text: TUNE, offset: TUNE.indexOf('BGdB AFE|') });
  expect(repairs).toHaveLength(3);
  for (const { edits, bar } of repairs) {
    const after = applyEdits(TUNE, edits);
    expect(after).toContain(`|${bar}|A2FA`);
    expect(readBars(after).every(({ verdict }) => verdict === 'full')).toBe(true);
  }
  const chances = repairs.map(({ logProbability }) => logProbability);
  expect(chances).toEqual([...chances].sort((a, b) => b - a));
});

test('what has been learnt decides: a reel with a rest in it is not the likeliest', async () => {
  const { repairs } = await tiny.repairBar({ text: TUNE, offset: TUNE.indexOf('BGdB AFE|') });
  expect(repairs[0]?.bar).not.toMatch(/z/);
});

test('a bar in another unit and voice, CRLF and lyrics', async () => {
  const text = 'X:1\r\nM:4/4\r\nL:1/4\r\nK:D\r\nV:1\r\nABcd|d4|\r\nw:a b c d\r\nV:2\r\nd4|ABc|\r\n';
  const { repairs } = await tiny.repairBar({ text, offset: text.indexOf('ABc|') });
  expect(repairs).toHaveLength(3);
  for (const { edits } of repairs)
    expect(applyEdits(text, edits)).toMatch(/w:a b c d\r\nV:2\r\nd4\|[^\r]+\|\r\n$/);
});

test('the file header counts', async () => {
  const text = 'X:1\nK:D\nABcd|ABc|d4|]\n';
  const offset = text.indexOf('ABc|');
  const { repairs } = await tiny.repairBar({ text, offset, fileHeader: 'M:4/4\nL:1/4\n' });
  expect(repairs.length).toBeGreaterThan(0);
});

test('there is nothing to repair where no wrong bar starts', async () => {
  expect(await tiny.repairBar({ text: TUNE, offset: TUNE.indexOf('A2FA') })).toEqual({ repairs: [] });
  expect(await tiny.repairBar({ text: '', offset: 3 })).toEqual({ repairs: [] });
});

test('a model that has learnt nothing still offers full bars', async () => {
  const composer = await untrainedComposer();
  const { repairs } = await composer.repairBar({ text: TUNE, offset: TUNE.indexOf('BGdB AFE|') });
  expect(repairs).toHaveLength(3);
});

test('asked again it answers the same', async () => {
  const request = { text: TUNE, offset: TUNE.indexOf('BGdB AFE|') };
  expect(await tiny.repairBar(request)).toEqual(await tiny.repairBar(request));
});

test('it stops where it is no longer wanted', async () => {
  const request = { text: TUNE, offset: TUNE.indexOf('BGdB AFE|') };
  const reason = new Error('moved on');
  await expect(tiny.repairBar(request, AbortSignal.abort(reason))).rejects.toBe(reason);
});
