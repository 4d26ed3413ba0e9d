import { expect, test } from 'vitest';
import { readBook } from '../../../src/abc/book.ts';
import { foldsOf } from '../../../src/abc/editing/folding.ts';
import { outlineOf } from '../../../src/abc/editing/outline.ts';

test('parts and voices of the body, each up to the next', () => {
  const text = 'X:1\nP:AB\nV:1\nK:C\nP:A\nV:1 clef=bass\nabc|\n[V:2]c3|\nP:B\nabc|\n';
  expect(
    outlineOf(text).map(({ kind, name, detail, start, end }) => [kind, name, detail, text.slice(start, end)]),
  ).toEqual([
    ['part', 'A', '', 'P:A\nV:1 clef=bass\nabc|\n[V:2]c3|\n'],
    ['voice', '1', 'clef=bass', 'V:1 clef=bass\nabc|\n'],
    ['voice', '2', '', '[V:2]c3|\n'],
    ['part', 'B', '', 'P:B\nabc|\n'],
  ]);
});

test('tunes, runs of comments and blocks of text fold', () => {
  const text = '% one\n% two\n\nX:1\nK:C\n%%begintext\nwords\n%%endtext\nabc|\n% alone\n\nX:2\n';
  expect(foldsOf(readBook(text)).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['comment', '% one\n% two'],
    ['tune', 'X:1\nK:C\n%%begintext\nwords\n%%endtext\nabc|\n% alone'],
    ['text block', '%%begintext\nwords\n%%endtext'],
  ]);
});
