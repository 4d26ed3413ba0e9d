import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { corpusOf } from '../../../src/abc/canonical/corpus.ts';
import { createComposer } from '../../../src/composer/composer.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { readModel } from '../../../src/model/folder.ts';
import { modelFilesOn } from '../../../src/node/model-files.ts';
import { evaluate } from '../../../src/training/evaluate.ts';

const FOLDER = 'models/tiny';
const reels = readFileSync('examples/reels.abc', 'utf8');
const engine = createReferenceEngine();

test('the tiny model is no larger than 100 kB', () => {
  const sizes = readdirSync(FOLDER).map((name) => statSync(`${FOLDER}/${name}`).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000);
});

test('it knows the tunes that it was trained on', async () => {
  const model = await readModel(modelFilesOn(FOLDER));
  const tunes = corpusOf(reels).map(({ text }) => text);
  const { bitsPerCharacter, top1 } = await evaluate(model, tunes, { engine });
  expect(bitsPerCharacter).toBeLessThan(1);
  expect(top1).toBeGreaterThan(0.8);
});

test('it continues a tune in right bars', async () => {
  const composer = await createComposer(await readModel(modelFilesOn(FOLDER)), engine, {
    clock: () => 0,
    pause: () => Promise.resolve(),
  });
  const text = reels.slice(0, reels.indexOf('g|') + 2);
  const result = await composer.continueTune({
    text,
    offset: text.length,
    length: { kind: 'bars', bars: 3 },
    candidates: 1,
    temperature: 0.5,
    topP: 0.95,
    seed: 1,
    constrained: true,
  });
  composer.dispose();
  const added = result.kind === 'continued' ? result.candidates.map((candidate) => candidate.text) : [];
  expect(added).toHaveLength(1);
  const verdicts = readBars(text + added.join('')).map(({ verdict }) => verdict);
  expect(verdicts.length).toBeGreaterThanOrEqual(4);
  expect(verdicts.filter((verdict) => verdict === 'short' || verdict === 'long')).toEqual([]);
});
