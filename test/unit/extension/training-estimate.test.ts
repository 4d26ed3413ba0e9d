import { expect, test } from 'vitest';
import {
  adviceFor,
  describeCorpus,
  describeProgress,
  formatDuration,
  runLengths,
} from '../../../src/extension/training/estimate.ts';

test('three lengths of a run around the normal one', () => {
  expect(runLengths(10).map(({ label, minutes }) => [label, minutes])).toEqual([
    ['Quick', 2],
    ['Normal', 10],
    ['Thorough', 30],
  ]);
});

test.each([
  [0.4, '1 s'],
  [40, '40 s'],
  [59.6, '1 min'],
  [179, '3 min'],
  [3600, '1 h'],
  [4800, '1 h 20 min'],
])('%d s are said as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [1, 1, '1 tune from 1 file'],
  [1312, 14, '1,312 tunes from 14 files'],
])('%i tunes in %i files are “%s”', (tunes, files, text) => {
  expect(describeCorpus(tunes, files)).toBe(text);
});

test('few tunes get advice, many none', () => {
  expect(adviceFor(1)).toContain('1 tune is few');
  expect(adviceFor(19)).toContain('19 tunes are few');
  expect(adviceFor(20)).toBeUndefined();
});

const PROGRESS = {
  step: 41,
  steps: 100,
  epoch: 2,
  charactersPerSecond: 12_345.6,
  bitsPerCharacter: 1.9249,
  validationBitsPerCharacter: null,
  secondsLeft: 180,
};

test.each([
  [{}, '41 %, 12,346 characters/s, 1.92 bits per character, 3 min left'],
  [
    { validationBitsPerCharacter: 2.1 },
    '41 %, 12,346 characters/s, 2.10 bits per character on unseen tunes, 3 min left',
  ],
  [{ step: 0, steps: 0, secondsLeft: null }, '0 %, 12,346 characters/s, 1.92 bits per character'],
])('progress %j is said as “%s”', (change, text) => {
  expect(describeProgress({ ...PROGRESS, ...change })).toBe(text);
});
