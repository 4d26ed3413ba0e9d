import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBook, type TextEdit, tunesOf } from '../../../src/abc/book.ts';
import { applyEdits } from '../../../src/abc/editing/apply.ts';
import { renumberTunes, sortTunes, tuneAlone } from '../../../src/abc/editing/file.ts';
import { abcText, runs } from './arbitraries.ts';

const renumbered = (text: string) => applyEdits(text, renumberTunes(readBook(text)));
const sorted = (text: string, by: Parameters<typeof sortTunes>[1]) => {
  const edit: TextEdit | null = sortTunes(readBook(text), by);
  return edit && applyEdits(text, [edit]);
};

test('tunes are numbered in their order, and get a number where they have none', () => {
  expect(renumbered('X: 7 % seven\nK:C\n\nT:None\nK:G\n\nX:two\nK:D\n')).toBe(
    'X: 1 % seven\nK:C\n\nX:2\nT:None\nK:G\n\nX:3\nK:D\n',
  );
  expect(renumberTunes(readBook('X:1\nK:C\n\nX:2\nK:D\n'))).toEqual([]);
});

test('tunes are sorted by title, articles aside; what stands between stays', () => {
  const text = '% file\n\nX:1\nT:The Zoo\nK:C\n\n% between\n\nX:2\nT:Abbey\nK:D\n\nX:3\nK:G';
  expect(sorted(text, 'title')).toBe(
    '% file\n\nX:2\nT:Abbey\nK:D\n\n% between\n\nX:1\nT:The Zoo\nK:C\n\nX:3\nK:G',
  );
});

test('numbers are sorted as numbers, and tunes close to each other stay tunes', () => {
  expect(sorted('X:10\nK:C\nX:9\nK:D\n\nK:G\nabc|', 'number')).toBe('X:9\nK:D\n\nX:10\nK:C\n\nK:G\nabc|');
});

test('what is in order is left alone', () => {
  expect(sorted('X:1\nK:C\n\nX:2\nK:D\n', 'number')).toBeNull();
});

test('a tune alone takes the file header with it', () => {
  const book = readBook('%abc-2.1\r\nM:6/8\r\n\r\nX:1\r\nK:C\r\n\r\nX:2\r\nK:D\r\nabc|');
  const [, second] = tunesOf(book);
  expect(second && tuneAlone(book, second)).toBe('%abc-2.1\r\nM:6/8\r\n\r\nX:2\r\nK:D\r\nabc|\r\n');
});

test('no tune of any file is lost by sorting or renumbering', () => {
  const tunes = (text: string) => tunesOf(readBook(text)).map((tune) => tune.text.replace(/[\r\n]+$/, ''));
  fc.assert(
    fc.property(
      fc.array(abcText, { maxLength: 4 }),
      fc.constantFrom('title', 'key', 'number'),
      (parts, by) => {
        const text = parts
          .map((part, index) => `X:${9 - index}\nT:${part.slice(0, 3)}\nK:C\n${part}`)
          .join('\n\n');
        const after = sorted(text, by);
        if (after !== null) expect(tunes(after).sort()).toEqual(tunes(text).sort());
        const numbered = renumbered(text);
        expect(tunesOf(readBook(numbered)).map((tune) => /^X:[ \t]*(\d+)/.exec(tune.text)?.[1])).toEqual(
          tunes(text).map((_, index) => String(index + 1)),
        );
      },
    ),
    { numRuns: runs(500) },
  );
});
