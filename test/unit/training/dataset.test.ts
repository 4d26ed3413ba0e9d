import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, vocabularyOf } from '../../../src/model/vocabulary.ts';
import { layOut, splitByTune, tunesOfEpoch } from '../../../src/training/dataset.ts';
import { JIG, POLKA, REEL, TUNES } from './tunes.ts';

const RECIPE = { seed: 7, transpose: true, keepKey: 0.3, dropRhythm: 0.2 };

test('a split is by tune, the same for the same seed, and copies of a tune stay together', () => {
  const tunes = Array.from({ length: 40 }, (_, i) => `K:C\n${'C'.repeat(1 + (i % 20))}|\n`);
  const split = splitByTune(tunes, 0.1, 3);
  expect(split.validation).toHaveLength(2);
  expect(split.training).toHaveLength(36);
  expect(split.training.some((tune) => split.validation.includes(tune))).toBe(false);
  expect(splitByTune(tunes, 0.1, 3)).toEqual(split);
  expect(splitByTune(tunes, 0.1, 4)).not.toEqual(split);
});

test('a single tune is learnt from, not held out', () => {
  expect(splitByTune([JIG], 0.5, 1)).toEqual({ training: [JIG], validation: [] });
});

test('what an epoch sees follows from seed and number of the epoch', () => {
  const tunes = Array.from({ length: 30 }, (_, i) => TUNES[i % 4] ?? '');
  expect(tunesOfEpoch(tunes, RECIPE, 5)).toEqual(tunesOfEpoch(tunes, RECIPE, 5));
  expect(tunesOfEpoch(tunes, RECIPE, 5)).not.toEqual(tunesOfEpoch(tunes, RECIPE, 6));
  const plain = tunesOfEpoch(tunes, { ...RECIPE, transpose: false, dropRhythm: 0 }, 5);
  expect([...plain].sort()).toEqual([...tunes].sort());
  expect(tunesOfEpoch([JIG], { ...RECIPE, transpose: false, dropRhythm: 1 }, 0)).toEqual([JIG.slice(6)]);
});

/** The text of each row as the trainer sees it, stretch by stretch between restarts. */
function stretches(tunes: readonly string[], batch: number, sequence: number): string[] {
  const vocabulary = vocabularyOf(['\n', ...tunes]);
  const epoch = layOut(tunes, vocabulary, batch, { sequence, carryState: true });
  const found: string[] = [];
  for (let row = 0; row < batch; row++) {
    let text: string | null = null;
    for (let index = 0; index < epoch.chunks; index++) {
      const { inputs, targets, restart } = epoch.batch(index);
      if (restart?.[row] === 1) {
        if (text !== null) found.push(text);
        text = '\n';
      }
      for (let i = row * sequence; i < (row + 1) * sequence; i++) {
        const target = targets[i] ?? -1;
        if (target < 0) continue;
        expect(decode(vocabulary, [inputs[i] ?? -1])).toBe((text ?? '').slice(-1));
        text = (text ?? '') + decode(vocabulary, [target]);
      }
    }
    if (text !== null) found.push(text);
  }
  return found;
}

test('rows are contiguous streams of whole tunes, each behind a start symbol', () => {
  expect(stretches([JIG, REEL], 2, 16).sort()).toEqual(['\n' + JIG + '\n', '\n' + REEL + '\n']);
  expect(stretches([JIG, REEL], 1, 256).join('')).toBe('\n' + JIG + '\n' + REEL + '\n');
});

test('every tune is learnt whole, once per epoch, in any layout', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(JIG, REEL, POLKA), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 2, max: 80 }),
      (tunes, batch, sequence) => {
        const texts = stretches(tunes, batch, sequence);
        const read = texts.flatMap((text) => text.slice(1).split('\n\n').slice(0, -1));
        expect(read.sort()).toEqual(tunes.map((tune) => tune.slice(0, -1)).sort());
      },
    ),
  );
});

test('the state starts from zero in every chunk where it is not carried over', () => {
  const vocabulary = vocabularyOf(['\n', JIG]);
  const restarts = (carryState: boolean): (number | undefined)[] => {
    const epoch = layOut([JIG], vocabulary, 1, { sequence: 16, carryState });
    return Array.from({ length: epoch.chunks }, (_, index) => epoch.batch(index).restart?.[0]);
  };
  expect(restarts(true)).toEqual([
    1,
    ...restarts(true)
      .slice(1)
      .map(() => 0),
  ]);
  expect(restarts(false)).toEqual(restarts(true).map(() => 1));
});
