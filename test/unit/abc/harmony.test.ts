import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addChordSymbols } from '../../../src/abc/editing/harmony/add-chord-symbols.ts';
import { chordsOf } from '../../../src/abc/editing/harmony/chords.ts';
import { removeChordSymbols } from '../../../src/abc/editing/remove-chord-symbols.ts';
import { parseKey } from '../../../src/abc/key.ts';
import { abcText, runs } from './arbitraries.ts';
import { heard, warnings } from './abcjs-ear.ts';
import { ornateTune, plainTune } from './ornate.ts';

test.each([
  ['D', 'D Em F#m G A Bm C'],
  ['Bb', 'Bb Cm Dm Eb F Gm Ab'],
  ['Glyd', 'G A Bm D Em F#m'],
  ['Amix', 'A Bm D Em F#m G'],
  ['Edor', 'Em F#m G A Bm D'],
  ['Am', 'Am C Dm Em F G E'],
  ['Ephr', 'Em F G Am C Dm B'],
  ['Bloc', 'Bdim C Dm Em F G Am'],
  ['D phr ^f', 'D Eb Gm Cm A'],
  ['HP', 'A Bm D Em F#m G'],
  ['none', ''],
])('the chords of K:%s are %s', (key, expected) => {
  const names = chordsOf(parseKey(key)).map(({ name }) => name);
  expect([...names].sort()).toEqual(expected.split(' ').filter(Boolean).sort());
});

const chorded = (text: string, fileHeader = ''): string => {
  const result = addChordSymbols(text, fileHeader);
  return result.kind === 'rewritten' ? result.text : `refused: ${result.reason}`;
};

test.each([
  // The tonic to open with and the cadence V–I at the end; a chord is written where it changes or a line starts.
  ['M:4/4\nL:1/4\nK:C\nCEGE|FAcA|GBdB|c4|]', 'M:4/4\nL:1/4\nK:C\n"C"CEGE|"F"FAcA|"G"GBdB|"C"c4|]'],
  [
    'M:6/8\nL:1/8\nK:D\nA|DFA dAF|\nABA AFD|ecA d2|]',
    'M:6/8\nL:1/8\nK:D\nA|"D"DFA dAF|\n"D"ABA AFD|"A"ecA "D"d2|]',
  ],
  [
    'M:4/4\nL:1/8\nK:Edor\nE2BE dEBE|D2AD FDAD|BAFB AFED|E8|]',
    'M:4/4\nL:1/8\nK:Edor\n"Em"E2BE dEBE|"D"D2AD FDAD|"Em"BAFB "D"AFED|"Em"E8|]',
  ],
  ['M:3/4\nL:1/4\nK:Am\nAce|dfa|e^gb|a3|]', 'M:3/4\nL:1/4\nK:Am\n"Am"Ace|"Dm"dfa|"E"e^gb|"Am"a3|]'],
  ['M:4/4\nL:1/4\nK:Amix\nAceA|GBdG|AceA|A4|]', 'M:4/4\nL:1/4\nK:Amix\n"A"AceA|"G"GBdG|"A"AceA|A4|]'],
])('%j with chords is %j', (text, expected) => {
  expect(chorded(text)).toBe(expected);
});

test.each([
  ['{g}~"^slow"c2', '"C"{g}~"^slow"c2'],
  ['(3cde', '"C"(3cde'],
  ['{g}-c2', '"C"{g}-c2'],
  ['!mf!(c2', '"C"!mf!(c2'],
  ['[CEG]2', '"C"[CEG]2'],
  ['zC', '"C"zC'],
])('the chord symbol of %j goes in front: %j', (first, expected) => {
  const text = `M:4/4\nL:1/4\nK:C\n${first}GE|c4|]`;
  expect(chorded(text)).toContain(`K:C\n${expected}`);
});

test('chord symbols that stand there stay, and their bars with them', () => {
  const text = 'M:4/4\nL:1/4\nK:C\nCEGE|"Dm7"FAcA|"D.C."GBdB|c4|]';
  expect(chorded(text)).toBe('M:4/4\nL:1/4\nK:C\n"C"CEGE|"Dm7"FAcA|"D.C.""G"GBdB|"C"c4|]');
});

test('the key may change on the way; meter and unit may come from the file', () => {
  expect(chorded('M:4/4\nL:1/4\nK:C\nCEGc|c4||[K:D]DFAd|d4|]')).toBe(
    'M:4/4\nL:1/4\nK:C\n"C"CEGc|c4||[K:D]"D"DFAd|d4|]',
  );
  expect(chorded('K:C\nCEGc|c4|]', 'M:4/4\nL:1/4\n')).toBe('K:C\n"C"CEGc|c4|]');
});

test('of several voices the first is harmonised, or the one that has chords', () => {
  expect(chorded('M:2/4\nL:1/4\nK:C\nV:1\nCE|c2|]\nV:2\nC,2|C,2|]\n')).toBe(
    'M:2/4\nL:1/4\nK:C\nV:1\n"C"CE|c2|]\nV:2\nC,2|C,2|]\n',
  );
  expect(chorded('M:2/4\nL:1/4\nK:C\nV:1\nCE|c2|]\nV:2\n"C"C,2|G,2|C,2|]\n')).toBe(
    'M:2/4\nL:1/4\nK:C\nV:1\nCE|c2|]\nV:2\n"C"C,2|"G"G,2|"C"C,2|]\n',
  );
});

test.each(['M:4/4\nK:none\nCEGc|', 'M:none\nK:C\nCEGc|', 'M:4/4\nK:C\n', 'M:4/4\nL:1/4\nK:C\n"C"CEGc|'])(
  '%j is refused with a reason',
  (text) => {
    expect(chorded(text)).toMatch(/^refused: .*\.$/);
  },
);

test('taken out again, chord symbols leave the text as it was; abcjs reads the same notes without new warnings', () => {
  fc.assert(
    fc.property(plainTune, (text) => {
      const after = chorded(text);
      expect(after).toContain('"');
      expect(removeChordSymbols(after)).toEqual({ kind: 'rewritten', text });
      expect(heard(after)).toEqual(heard(text));
      expect(warnings(after)).toEqual(warnings(text));
    }),
    { numRuns: runs(150) },
  );
});

test('ornaments, tuplets and chords of a tune do not mind', () => {
  fc.assert(
    fc.property(ornateTune, (tune) => {
      const bare = removeChordSymbols(tune);
      const text = bare.kind === 'rewritten' ? bare.text : '';
      const after = chorded(text);
      expect(removeChordSymbols(after)).toEqual({ kind: 'rewritten', text });
      expect(heard(after)).toEqual(heard(text));
    }),
    { numRuns: runs(150) },
  );
});

test('any text is taken without an error, and without harm', () => {
  fc.assert(
    fc.property(abcText, (body) => {
      const bare = removeChordSymbols(`M:4/4\nK:G\n${body}`);
      if (bare.kind === 'refused') return;
      const after = addChordSymbols(bare.text);
      if (after.kind === 'rewritten')
        expect(removeChordSymbols(after.text)).toEqual({ kind: 'rewritten', text: bare.text });
    }),
    { numRuns: runs(500) },
  );
});
