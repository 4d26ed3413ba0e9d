import { describe, expect, test } from 'vitest';
import { metersFor } from '../../../src/extension/compose/choices.ts';
import { nextTuneNumber, placeForTune } from '../../../src/extension/compose/place.ts';
import type { Lines } from '../../../src/extension/excerpt.ts';

const linesOf = (text: string): Lines => {
  const lines = text.split('\n');
  return { lineCount: lines.length, lineAt: (line) => lines[line] ?? '' };
};

describe('a new tune goes', () => {
  test.each([
    ['at the top of an empty file', '', 0, { line: 0, blankBefore: false, blankAfter: false }],
    [
      'on the blank line of the cursor',
      'X:1\nK:C\nC|\n\n',
      4,
      { line: 4, blankBefore: false, blankAfter: false },
    ],
    [
      'behind the last line, parted from it',
      'X:1\nK:C\nC|',
      1,
      { line: 3, blankBefore: true, blankAfter: false },
    ],
    [
      'below the tune of the cursor',
      'X:1\nK:C\nC|\n\nX:2\nK:G',
      1,
      { line: 4, blankBefore: false, blankAfter: true },
    ],
    [
      'on the blank line right below a tune, parted',
      'X:1\nK:C\nC|\n',
      3,
      { line: 3, blankBefore: true, blankAfter: false },
    ],
  ])('%s', (_, text, cursor, place) => {
    expect(placeForTune(linesOf(text), cursor)).toEqual(place);
  });
});

test.each([
  ['', 1],
  ['X:1\nK:C', 2],
  ['X: 7\nK:C\n\nX:3\n', 8],
  ['X:\nK:C', 1],
])('the number after %j is %i', (text, number) => {
  expect(nextTuneNumber(linesOf(text))).toBe(number);
});

test('the usual meter of a rhythm is offered first, every other once', () => {
  expect(metersFor('jig')[0]).toBe('6/8');
  expect(new Set(metersFor('march')).size).toBe(metersFor('march').length);
  expect(metersFor('no such rhythm')).toContain('4/4');
});
