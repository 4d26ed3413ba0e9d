import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBook } from '../../../src/abc/book.ts';
import { lineStarts } from '../../../src/abc/lines.ts';
import { sectionFolds } from '../../../src/extension/fold/lines.ts';
import { abcText, runs } from '../abc/arbitraries.ts';

const foldsOf = (text: string) =>
  readBook(text).sections.flatMap((section) =>
    sectionFolds(section).folds.map(({ kind, start, end }) => `${kind} ${start}–${end}`),
  );

test.each([
  ['X:1\nT:One\nM:C\nK:C\nabc|\ndef|\n', ['tune 0–5', 'header 1–3']],
  ['X:1\r\nT:One\r\nK:C\r\nabc|\r\n', ['tune 0–3', 'header 1–2']],
  ['X:1\nK:C\nabc|', ['tune 0–2']],
  ['X:1\nT:No key\nabc|\n', ['tune 0–2']],
  [
    'X:1\nK:C\nP:A\nV:1\nabc|\nV:2\nabc|\nP:B\n[V:1]abc|\n[V:2]abc|\n',
    ['tune 0–9', 'part 2–6', 'voice 3–4', 'voice 5–6', 'part 7–9'],
  ],
  ['% one\n% two\nwords\n', ['comment 0–1']],
  ['X:1', []],
  ['', []],
])('%j folds to %j', (text, folds) => {
  expect(foldsOf(text)).toEqual(folds);
});

test('the sections of a file have the line breaks of the file, and folds lie within their lines', () => {
  fc.assert(
    fc.property(abcText, (text) => {
      const all = readBook(text).sections.map(sectionFolds);
      expect(all.reduce((sum, { lineBreaks }) => sum + lineBreaks, 0)).toBe(
        lineStarts(text).starts.length - 1,
      );
      for (const { lineBreaks, folds } of all) {
        for (const { start, end } of folds) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(lineBreaks);
        }
      }
    }),
    { numRuns: runs(1000) },
  );
});
