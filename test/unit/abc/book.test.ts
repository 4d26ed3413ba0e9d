import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bookText,
  editBook,
  fileHeaderOf,
  readBook,
  tuneAround,
  tuneAt,
  tunesOf,
} from '../../../src/abc/book.ts';
import { abcText, runs } from './arbitraries.ts';

const FILE = '%abc-2.1\nM:4/4\n\nX:1\nT:One\nK:C\nabc|\n\nsome text\n\nX:2\nK:D\ndef|\nX:3\nK:G\ng|';

test('a file is its header, tunes, text and blank lines', () => {
  const book = readBook(FILE);
  expect(book.sections.map(({ kind, text }) => `${kind} ${text.length}`)).toEqual([
    'text 15', 'blank 1', 'tune 19', 'blank 1', 'text 10', 'blank 1', 'tune 13', 'tune 10',
  ]); // prettier-ignore
  expect(fileHeaderOf(book)).toBe('%abc-2.1\nM:4/4\n');
  expect(tunesOf(book).map((tune) => tune.text)).toEqual([
    'X:1\nT:One\nK:C\nabc|\n',
    'X:2\nK:D\ndef|\n',
    'X:3\nK:G\ng|',
  ]);
});

test('a block with a K: is a tune even where its X: is missing', () => {
  expect(tunesOf(readBook('T:No number\nK:C\nabc|\n\nno tune\n')).length).toBe(1);
});

test('blank lines within %%begintext do not end a tune, the next X: does', () => {
  const texts = (text: string) => tunesOf(readBook(text)).map((tune) => tune.text.length);
  expect(texts('X:1\nK:C\n%%begintext\n\n\n%%endtext\na|\n')).toEqual([35]);
  expect(texts('X:1\nK:C\n%%begintext\n\nX:2\nK:C\n')).toEqual([21, 8]);
});

test('the tune at an offset: just behind its last line still counts', () => {
  const at = (offset: number) => tuneAt(readBook(FILE), offset)?.text.slice(0, 3);
  const one = FILE.indexOf('X:1');
  expect([at(0), at(one - 1), at(one), at(one + 19), at(one + 20)]).toEqual([
    undefined, undefined, 'X:1', 'X:1', undefined,
  ]); // prettier-ignore
  expect([at(FILE.indexOf('X:3')), at(FILE.length)]).toEqual(['X:3', 'X:3']);
});

test('tuneAround finds what tuneAt finds', () => {
  fc.assert(
    fc.property(abcText, fc.nat(), (text, at) => {
      const offset = at % (text.length + 1);
      const tune = tuneAt(readBook(text), offset);
      expect(tuneAround(text, offset)).toEqual(tune && { start: tune.start, end: tune.end });
    }),
    { numRuns: runs(2000) },
  );
});

test('untouched sections stay the same objects', () => {
  const book = readBook(FILE);
  const at = FILE.indexOf('def');
  const edited = editBook(book, { start: at, end: at + 1, text: 'D2' });
  expect(edited.sections.map((section, index) => section === book.sections[index])).toEqual([
    true, true, true, true, true, false, false, true,
  ]); // prettier-ignore
});

test('an edit outside the book is refused', () => {
  expect(() => editBook(readBook('abc'), { start: 2, end: 9, text: '' })).toThrow(RangeError);
});

test('editing a book equals reading the edited text', () => {
  const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(12), text: abcText }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(abcText, abcText, edits, (a, b, changes) => {
      let text = `${a}\n\nX:1\nK:C\nabc|\n\n${b}`;
      let book = readBook(text);
      for (const change of changes) {
        const start = change.at % (text.length + 1);
        const end = Math.min(text.length, start + change.length);
        const inserted = change.text.slice(0, 24);
        text = text.slice(0, start) + inserted + text.slice(end);
        book = editBook(book, { start, end, text: inserted });
        expect(book).toEqual(readBook(text));
      }
      expect(bookText(book)).toBe(text);
    }),
    { numRuns: runs(2000) },
  );
});
