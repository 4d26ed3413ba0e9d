import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBook } from '../../../src/abc/book.ts';
import { foldsOf } from '../../../src/abc/editing/folding.ts';
import { type OutlineEntry, outlineOf } from '../../../src/abc/outline.ts';
import { abcText, anyText, runs } from './arbitraries.ts';

const HEADER = 'X:1\nP:AB\nV:1 name="Violin" clef=treble\nV:2 clef=bass\nK:C\n';

type Shown = string | readonly [string, readonly Shown[]];

const shown = ({ kind, name, children }: OutlineEntry): Shown =>
  children.length === 0 ? `${kind} ${name}` : [`${kind} ${name}`, children.map(shown)];

test.each<[string, Shown[]]>([
  ['abc|\n', []],
  ['P:A\nabc|\nP:B\nabc|\n', ['part A', 'part B']],
  ['V:1\nabc|\nV:2\nabc|\n', ['voice 1', 'voice 2']],
  ['[V:1]abc|\n[V:2]C2|\n[V:1]def|\n[V:2]D2|\n', ['voice 1', 'voice 2', 'voice 1', 'voice 2']],
  ['[V:1]abc|\n[V:1]def|\n[V:2]D2|\n', ['voice 1', 'voice 2']],
  [
    'P:A\nV:1\nabc|\nV:2\nC2|\nP:B\nV:1\nabc|\n',
    [
      ['part A', ['voice 1', 'voice 2']],
      ['part B', ['voice 1']],
    ],
  ],
  [
    'V:1\nP:A\nabc|\nP:B\ndef|\nV:2\nP:A\nC2|\n',
    [
      ['voice 1', ['part A', 'part B']],
      ['voice 2', ['part A']],
    ],
  ],
  // An id that is still to be typed.
  ['V:1\nabc|[V:\ndef|\n', ['voice 1']],
  // Voices that are only defined.
  ['V:1 clef=bass\nV:2\nV:1\nabc|\n', ['voice 1']],
  ['[P:A]abc|[P:B]def|\n', ['part A', 'part B']],
])('%j has %j', (body, expected) => {
  expect(outlineOf(HEADER + body).map(shown)).toEqual(expected);
  expect(outlineOf((HEADER + body).replaceAll('\n', '\r\n')).map(shown)).toEqual(expected);
});

test('a part or voice runs from its field to its last character; a voice goes by the name it is printed with', () => {
  const text = `${HEADER}V:1\nabc|\n[V:2 octave=-1]c3|\n\nP:A\nabc|`;
  const [first, second] = outlineOf(text);
  expect(text.slice(first?.start, first?.end)).toBe('V:1\nabc|');
  expect(text.slice(first?.fieldStart, first?.fieldEnd)).toBe('V:1');
  expect(first?.detail).toBe('Violin');
  expect(second?.detail).toBe('octave=-1');
});

test.each([
  ['name="Tin Whistle" clef=treble', 'Tin Whistle'],
  ['clef=bass nm=Vc.', 'Vc.'],
  ['name = Fiddle', 'Fiddle'],
  ['subname="Vl." clef=treble', 'subname="Vl." clef=treble'],
  ['name=""', 'name=""'],
])('V:1 %s is shown as %s', (properties, detail) => {
  expect(outlineOf(`X:1\nK:C\nV:1 ${properties}\nabc|\n`)[0]?.detail).toBe(detail);
});

const holdsItsOwn = ({ start, end, fieldStart, fieldEnd, children }: OutlineEntry): boolean =>
  start <= fieldStart &&
  fieldEnd <= end &&
  children.every((child) => start <= child.start && child.end <= end && holdsItsOwn(child));

test.each([
  ['tunes', abcText.map((body) => HEADER + body)],
  ['any text', anyText],
])('entries of %s lie in order and within each other', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const entries = outlineOf(text);
      let at = 0;
      for (const entry of entries) {
        expect(entry.start).toBeGreaterThanOrEqual(at);
        expect(holdsItsOwn(entry)).toBe(true);
        at = entry.end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: runs(1000) },
  );
});

test('tunes, runs of comments and blocks of text fold', () => {
  const text = '% one\n% two\n\nX:1\nK:C\n%%begintext\nwords\n%%endtext\nabc|\n% alone\n\nX:2\n';
  expect(foldsOf(readBook(text)).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['comment', '% one\n% two'],
    ['tune', 'X:1\nK:C\n%%begintext\nwords\n%%endtext\nabc|\n% alone'],
    ['text block', '%%begintext\nwords\n%%endtext'],
  ]);
});
