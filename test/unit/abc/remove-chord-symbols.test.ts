import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeChordSymbols } from '../../../src/abc/editing/remove-chord-symbols.ts';
import { abcText, runs } from './arbitraries.ts';
import { heard } from './abcjs-ear.ts';
import { ornateTune } from './ornate.ts';

const removed = (text: string): string => {
  const result = removeChordSymbols(text);
  return result.kind === 'rewritten' ? result.text : `refused: ${result.reason}`;
};

test.each([
  ['K:D\n"D"A2FA "G"DAFA|', 'K:D\nA2FA DAFA|'],
  ['K:D\n| "D" A2 FA | "G/B" B2 |', 'K:D\n| A2 FA | B2 |'],
  ['K:D\nA"D"+DF+2"G"B"D"+DF+|', 'K:D\nA+DF+2B+DF+|'],
  ['K:D\nA2"D" FA|', 'K:D\nA2 FA|'],
  ['K:D\nA>"Bm7"B "F#m7b5/E"c<"(Em)"d|', 'K:D\nA>B c<d|'],
  ['K:D\n"^slowly""D"A "D.C."B "Fine"c "N.C."d|', 'K:D\n"^slowly"A "D.C."B "Fine"c "N.C."d|'],
  ['K:D\n"D;G"A "D\\nA7"B "/F#"c|', 'K:D\nA B c|'],
  ['T:The "D" Reel\nK:D\n"D"A|\nw:"D"la\nN:"G"\n% "D"\n', 'T:The "D" Reel\nK:D\nA|\nw:"D"la\nN:"G"\n% "D"\n'],
  ['K:D\n|1"D"A:|2"G"(3Bcd|["last""A"a|', 'K:D\n|1A:|2(3Bcd|["last"a|'],
  ['K:D\nA|"D"|B|', 'K:D\nA| |B|'],
  ['K:D\nABc|\n"D" "G"\ndef|\n', 'K:D\nABc|\ndef|\n'],
  ['K:D\nA "D"\r\nB|\r\n', 'K:D\nA\r\nB|\r\n'],
  ['K:D\n"D"\\\nA|', 'K:D\n\\\nA|'],
  ['K:D\nA"D" % ends\n"D"% all\nB|', 'K:D\nA % ends\n% all\nB|'],
  ['K:D\n"D"%%text\nB|', 'K:D\n %%text\nB|'],
  ['K:D\n"D"w:\nB|', 'K:D\n w:\nB|'],
  ['K:D\n"Dabc|\n', 'K:D\n"Dabc|\n'],
])('%j without its chord symbols is %j', (text, expected) => {
  expect(removed(text)).toBe(expected);
});

test('only those of a range go', () => {
  const text = 'K:D\n"D"A|"G"B|"A"c|';
  expect(removeChordSymbols(text, { start: 8, end: 14 })).toEqual({
    kind: 'rewritten',
    text: 'K:D\n"D"A|B|"A"c|',
  });
});

test('where a note would be read otherwise, the tune stays as it is', () => {
  expect(removed('K:D\n|"D"1|')).toMatch(/^refused: .*\.$/);
});

test('abcjs hears the same notes', () => {
  fc.assert(
    fc.property(ornateTune, (text) => {
      const after = removed(text);
      expect(heard(after)).toEqual(heard(text));
      expect(after).not.toContain('"');
    }),
    { numRuns: runs(150) },
  );
});

test('what is left has nothing to remove', () => {
  fc.assert(
    fc.property(abcText, (body) => {
      const once = removed(`K:G\n${body}`);
      if (!once.startsWith('refused')) expect(removed(once)).toBe(once);
    }),
    { numRuns: runs(500) },
  );
});
