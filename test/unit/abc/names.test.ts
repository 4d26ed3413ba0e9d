import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesOf } from '../../../src/abc/names.ts';
import { abcText, anyText, runs } from './arbitraries.ts';

/** The names of a text in brackets: ‹definitions› and «uses». */
function marked(text: string, isTune = true): string {
  let result = '';
  let at = 0;
  for (const { start, end, name, defines } of namesOf(text, isTune)) {
    result += text.slice(at, start) + (defines ? `‹${name}›` : `«${name}»`);
    at = end;
  }
  return result + text.slice(at);
}

test.each([
  ['X:1\nV:RH clef=treble\nV: LH\nK:C\n', 'X:1\nV:‹RH› clef=treble\nV: ‹LH›\nK:C\n'],
  ['K:C\nV:1\nabc|\n[V:2]C|[V: 1 ]D|\n', 'K:C\nV:«1»\nabc|\n[V:«2»]C|[V: «1» ]D|\n'],
  ['%%score {RH | (LH1 *LH2)} + 3\nK:C\n', '%%score {«RH» | («LH1» *«LH2»)} + «3»\nK:C\n'],
  ['%%staves [1 2] % both\nK:C\n', '%%staves [«1» «2»] % both\nK:C\n'],
  ['I:score (1 2)\nK:C\n[I:staves 2 1]abc|\n', 'I:score («1» «2»)\nK:C\n[I:staves «2» «1»]abc|\n'],
  ['%%MIDI voice 2 instrument=40\nK:C\n', '%%MIDI voice «2» instrument=40\nK:C\n'],
  ['%%MIDI voice instrument=40\nK:C\n', '%%MIDI voice instrument=40\nK:C\n'],
  ['%%voice LH\nK:C\n', '%%voice «LH»\nK:C\n'],
  // Directives that name none, and the width of a score.
  ['%%MIDI program 1 40\n%%scorewidth 2\nK:C\n', '%%MIDI program 1 40\n%%scorewidth 2\nK:C\n'],
  ['U:T = !trill!\nK:C\nTa ~b|T.c|\n', 'U:‹T› = !trill!\nK:C\n«T»a «~»b|«T».c|\n'],
  ['V:* clef=treble\nK:C\nabc|\n', 'V:* clef=treble\nK:C\nabc|\n'],
  ['V:\nU:= !trill!\nK:C\nabc|\n', 'V:\nU:= !trill!\nK:C\nabc|\n'],
])('%j names %j', (text, expected) => {
  expect(marked(text)).toBe(expected);
});

test('a file header defines what it names', () => {
  expect(marked('V:1 clef=bass\nU:u=!upbow!\n%%score 1\n', false)).toBe(
    'V:‹1› clef=bass\nU:‹u›=!upbow!\n%%score «1»\n',
  );
});

test.each([
  ['tunes', abcText],
  ['any text', anyText],
])('names of %s stand in it, in order', (_, texts) => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, isTune) => {
      let at = 0;
      for (const { name, start, end } of namesOf(text, isTune)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(name).not.toBe('');
        expect(text.slice(start, end)).toBe(name);
        at = end;
      }
    }),
    { numRuns: runs(1000) },
  );
});
