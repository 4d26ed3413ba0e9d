import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBook, sectionIndexAt } from '../../../src/abc/book.ts';
import { applyEdits } from '../../../src/abc/editing/apply.ts';
import { type Name, namesOf } from '../../../src/abc/names.ts';
import { nameAt, obstacleTo, placesNearby, placesOf, renameTo } from '../../../src/abc/renaming.ts';
import { abcText, runs } from './arbitraries.ts';

/** Renames what stands at the "‸": the new text, or why not. */
function rename(marked: string, to: string): string {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const book = readBook(text);
  const name = nameAt(book, sectionIndexAt(book, offset), offset);
  const obstacle = obstacleTo(book, name);
  if (name === null || obstacle !== null) return obstacle ?? '';
  const edits = renameTo(book, name, to);
  return typeof edits === 'string' ? edits : applyEdits(text, edits);
}

test.each([
  [
    'X:1\n%%score {1 | 12}\nV:‸1 clef=treble\nV:12\nK:C\n[V:1]abc|\n[V:12]C3|\n',
    'RH',
    'X:1\n%%score {RH | 12}\nV:RH clef=treble\nV:12\nK:C\n[V:RH]abc|\n[V:12]C3|\n',
  ],
  ['X:1\nK:C\nV:1\nabc|\nV:2‸\nC3|\n', ' low ', 'X:1\nK:C\nV:1\nabc|\nV:low\nC3|\n'],
  ['X:1\nV:1‸\nK:C\nabc|', '1', 'X:1\nV:1\nK:C\nabc|'],
  // Another tune has a voice of its own by that name …
  ['X:1\nV:1\nK:C\n[V:‸1]a|\n\nX:2\nV:1\nK:C\n', 'A', 'X:1\nV:A\nK:C\n[V:A]a|\n\nX:2\nV:1\nK:C\n'],
  // … unless the file header defines it for all.
  [
    'V:1 clef=bass\r\n\r\nX:1\r\nK:C\r\n[V:‸1]a|\r\n\r\nX:2\r\nV:1\r\nK:C\r\n',
    'A',
    'V:A clef=bass\r\n\r\nX:1\r\nK:C\r\n[V:A]a|\r\n\r\nX:2\r\nV:A\r\nK:C\r\n',
  ],
  ['X:1\nU:T=!trill!\nK:C\n‸Ta TbT|"T"c|\n', 'W', 'X:1\nU:W=!trill!\nK:C\nWa WbW|"T"c|\n'],
])('in %j the name becomes %s', (text, to, expected) => {
  expect(rename(text, to)).toBe(expected);
});

test.each([
  ['X:1\nT:Ti‸tle\nK:C\n', 'A', /nothing to rename here/],
  ['X:1\nV:‸1\nK:C\n', 'two words', /^The name of a voice is one word/],
  ['X:1\nV:‸1\nK:C\n', '', /^The name of a voice is one word/],
  ['X:1\nV:‸1\nK:C\n', 'a]b', /^The name of a voice is one word/],
  ['X:1\nV:‸1\nV:2\nK:C\n', '2', /^There is a voice 2 already/],
  ['V:1\n\nX:1\nV:1\nK:C\n[V:‸1]a|\n\nX:2\nV:3\nK:C\n', '3', /^There is a voice 3 already/],
  ['X:1\nK:C\n‸Ta|\n', 'W', /^No U: defines T/],
  ['X:1\nU:T=!trill!\nK:C\n‸Ta|\n', 'a', /^The name of a symbol is one letter/],
  ['X:1\nU:T=!trill!\nK:C\n‸Ta ub|\n', 'u', /^u stands for something else/],
])('in %j nothing becomes %j', (text, to, why) => {
  expect(rename(text, to)).toMatch(why);
});

test('places are those of the tune; nearby, also those of the file header', () => {
  const text = 'V:1\n\nX:1\nV:1\nK:C\n\nX:2\nV:1\nK:C\n[V:1]a|\n';
  const book = readBook(text);
  const name = nameAt(book, 4, text.indexOf('[V:1]') + 3);
  expect(name && placesNearby(book, name).map(({ section }) => section)).toEqual([0, 4, 4]);
  expect(name && placesOf(book, name).map(({ section }) => section)).toEqual([0, 2, 4, 4]);
});

/** Every place where a text names a voice. */
function voicesIn(text: string): Name[] {
  const { sections, starts } = readBook(text);
  return sections.flatMap((section, index) =>
    namesOf(section.text, section.kind === 'tune')
      .filter(({ kind }) => kind === 'voice' && section.kind !== 'blank')
      .map((name) => ({ ...name, start: name.start + (starts[index] ?? 0) })),
  );
}

test('a voice renamed to a new name and back is the same text', () => {
  fc.assert(
    fc.property(abcText, fc.nat(), (text, nth) => {
      const voices = voicesIn(text);
      const name = voices[nth % Math.max(1, voices.length)];
      fc.pre(name !== undefined);
      const renamed = rename(`${text.slice(0, name.start)}‸${text.slice(name.start)}`, 'new-name');
      expect(rename(renamed.replace('new-name', '‸new-name'), name.name)).toBe(text);
    }),
    { numRuns: runs(3000) },
  );
});
