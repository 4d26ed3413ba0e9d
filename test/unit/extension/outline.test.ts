import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBook, tunesOf } from '../../../src/abc/book.ts';
import { type Entry, tuneEntry } from '../../../src/extension/outline/entries.ts';
import { abcText, runs } from '../abc/arbitraries.ts';

const entriesOf = (text: string): Entry[] => tunesOf(readBook(text)).map(({ section }) => tuneEntry(section));

/** An entry and those within it, each with the text of its field. */
const lines = (entry: Entry, text: string, indent = ''): string[] => [
  `${indent}${entry.name} (${entry.detail}) ${text.slice(entry.fieldStart, entry.fieldEnd)}`,
  ...entry.children.flatMap((child) => lines(child, text, `${indent}  `)),
];

test('a tune with its parts and voices', () => {
  const text = 'X:3\nT:Round\nM:4/4\nP:AAB\nV:1 name="High"\nK:G\nP:A\nV:1\nGAB|\n[V:2]D2|\nP:B\nGAB|\n';
  const tunes = entriesOf(text);
  expect(tunes.flatMap((tune) => lines(tune, text))).toEqual([
    '3. Round (4/4 · G · AAB) T:Round',
    '  Part A () P:A',
    '    Voice 1 (High) V:1',
    '    Voice 2 () [V:2]',
    '  Part B () P:B',
  ]);
});

test.each([
  ['X:1\nK:C\nP:\nabc|\n', ['1 (C) X:1', '  Part () P:']],
  ['X:1\nT:Being typed  ', ['1. Being typed () T:Being typed']],
  ['X:', ['Tune () X:']],
])('%j is outlined while it is typed', (text, expected) => {
  expect(entriesOf(text).flatMap((tune) => lines(tune, text))).toEqual(expected);
});

/** What the editor asks of every entry, and throws where it does not hold. */
function expectFit({ name, start, end, fieldStart, fieldEnd, children }: Entry): void {
  expect(name).not.toBe('');
  expect(start <= fieldStart && fieldStart <= fieldEnd && fieldEnd <= end).toBe(true);
  for (const child of children) {
    expect(start <= child.start && child.end <= end).toBe(true);
    expectFit(child);
  }
}

test('every field lies within its entry, every entry within its own', () => {
  fc.assert(
    fc.property(abcText, (text) => {
      for (const entry of entriesOf(text)) expectFit(entry);
    }),
    { numRuns: runs(2000) },
  );
});
