import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalKey, canonicalMeter, canonicalRhythm } from '../../../src/abc/canonical/fields.ts';
import { canonicalTune } from '../../../src/abc/canonical/tune.ts';
import { music, soundsOf, unit } from './music.ts';

test.each([
  ['G', 'G'],
  ['Gmaj', 'G'],
  ['G Major', 'G'],
  ['A minor', 'Am'],
  ['Am', 'Am'],
  ['Aaeo', 'Am'],
  ['C ionian', 'C'],
  ['E Dorian', 'Edor'],
  ['F#mix', 'F#mix'],
  ['Bb', 'Bb'],
  ['Dphr', 'Dphr'],
  ['HP', 'HP'],
  ['Hp', 'Hp'],
  ['none', 'none'],
  ['D =c', 'D =c'],
  ['Dphr ^f', 'Dphr ^f'],
  ['D exp _b ^f', 'D _b =c'],
  ['G clef=treble', 'G'],
  ['clef=bass', null],
  ['', null],
])('K:%s is %s', (value, key) => {
  expect(canonicalKey(value)).toBe(key);
});

test.each([
  ['6/8', '6/8'],
  ['C', '4/4'],
  ['C|', '2/2'],
  ['(2+3)/8', '5/8'],
  ['2+2+3/8', '7/8'],
  [' 9/8 ', '9/8'],
  ['none', 'none'],
  ['', 'none'],
  ['waltz', 'none'],
])('M:%s is %s', (value, meter) => {
  expect(canonicalMeter(value)).toBe(meter);
});

test.each([
  ['Jig', 'jig'],
  [' Slip-Jig ', 'slip jig'],
  ['Hornpipe (slow)', 'hornpipe slow'],
  ['Gånglåt', 'ganglat'],
  ['復興', null],
  ['', null],
  ['a remark that goes on and on and on', null],
])('R:%s is %s', (value, rhythm) => {
  expect(canonicalRhythm(value)).toBe(rhythm);
});

/** The canonical body of music under the given fields. */
function body(music: string, fields = 'L:1/8\nK:G'): string | undefined {
  return canonicalTune(`X:1\n${fields}\n${music}`)?.replace(/^(?:[A-Z]:.*\n)+/, '');
}

test('header fields come in one order; what is not music is left out', () => {
  const tune = `X:7
T:The Kesh, "Castle" % a title
C:Trad.
M:6/8
R:Jig
%%staffwidth 20cm
L:1/8
Q:3/8=120
K:Gmaj % the key
|:!f!G3 "^slow"GAB|A3 ABd|% first line
w:la la la
N:a note
edd gdd|edB dBA:|
s:* * !p!

`;
  expect(canonicalTune(tune)).toBe('R:jig\nM:6/8\nK:G\n|:G3 GAB|A3 ABd|\nedd gdd|edB dBA:|\n');
});

test.each([
  // lengths become multiples of 1/8
  ['A2 B/ c3/2 d//', 'L:1/8\nK:G', 'A2 B/ c3/2 d/4\n'],
  ['A2 B c4 d3', 'L:1/16\nK:G', 'A B/ c2 d3/2\n'],
  ['A B/ c3/2', 'L:1/4\nK:G', 'A2 B c3\n'],
  ['A2 [L:1/4]A2 | A', 'L:1/16\nK:G', 'A A4|A2\n'],
  ['A\nL:1/4\nA', 'L:1/8\nK:G', 'A\nA2\n'],
  ['AB', 'M:2/4\nK:G', 'A/B/\n'],
  ['AB', 'M:6/8\nK:G', 'AB\n'],
  ['AB', 'K:G', 'AB\n'],
  ['A1 B2/4', 'L:1/8\nK:G', 'A B/\n'],
  ['{g2}A>B {/c}z4 x Z4', 'L:1/4\nK:G', '{g2}A2>B2 {c}z8 x2 Z4\n'],
  // chords
  ['[CE]2 [C2E2] [C2E]2', 'L:1/16\nK:G', '[CE] [CE] [C2E]\n'],
  ['[C-E-]2 [CE]-[CE]', 'L:1/8\nK:G', '[CE]2- [CE]-[CE]\n'],
  ['[~C.E]', 'L:1/8\nK:G', '[~C.E]\n'],
  // meter, key, unit in the music
  ['A|\nM:9/8\nK:D\nB|', 'M:6/8\nL:1/8\nK:G', 'A|\n[M:9/8][K:D]B|\n'],
  ['A|[K:G]B[K:Am]|c[M:C|]|d', 'M:6/8\nL:1/8\nK:G', 'A|B|[K:Am]c|[M:2/2]d\n'],
  ['[K:D]A|B', 'L:1/8\nK:G', 'A|B\n'],
  ['A|[K:clef=bass]B', 'L:1/8\nK:G', 'A|B\n'],
  ['A|[M:2/4]B', 'M:6/8\nK:G', 'A|[M:2/4]B\n'],
  ['[M:4/4]AB', 'M:2/4\nK:G', 'A/B/\n'],
  ['AB', 'M:2/4\nM:C\nK:G', 'A/B/\n'],
  ['AB', 'M:none\nM:2/4\nK:G', 'AB\n'],
  // blanks
  ['A  B\t| C |D ', 'L:1/8\nK:G', 'A B|C|D\n'],
  ['A > B ( c d )e - e (3 abc', 'L:1/8\nK:G', 'A>B (c d) e- e (3abc\n'],
  // line ends
  ['AB|\r\ncd|\r\n', 'L:1/8\nK:G', 'AB|\ncd|\n'],
  ['AB|\rcd|', 'L:1/8\nK:G', 'AB|\ncd|\n'],
  ['AB|\\\ncd|\\ % on\nef|', 'L:1/8\nK:G', 'AB|cd|ef|\n'],
  ['AB|\n%c\nP:B\ncd|', 'L:1/8\nK:G', 'AB|\ncd|\n'],
  // bar lines and endings
  ['|:A:|:B::C|]', 'L:1/8\nK:G', '|:A::B::C|]\n'],
  ['A|1 B:|2 C||', 'L:1/8\nK:G', 'A|1B:|2C||\n'],
  ['A|[1 B:|[2 C|]', 'L:1/8\nK:G', 'A|1B:|2C|]\n'],
  ['A|\n[1,3 B:|\n["last" C|]', 'L:1/8\nK:G', 'A|\n[1,3B:|\nC|]\n'],
  ['A .| B [| C ||| D | |: E :|] F', 'L:1/8\nK:G', 'A|B||C||D|:E:|F\n'],
  // ornaments, chord symbols
  ['~A.B!trill!cTdJe+roll+f', 'L:1/8\nK:G', '~A.BcTdef\n'],
  ['"Am7"A"(D)"B"^up"c"Go easy"d"F#m/C#"e"B♭"f', 'L:1/8\nK:G', '"Am7"A"D"Bcd"F#m/C#"e"Bb"f\n'],
  // tuplets by the meter
  ['(3ABc (3:2:3ABc (3::2AB (5ABcde', 'M:4/4\nK:G', '(3ABc (3ABc (3:2:2AB (5ABcde\n'],
  ['(5:3ABcde', 'M:6/8\nK:G', '(5ABcde\n'],
  ['(5:2ABcde', 'M:6/8\nK:G', '(5:2:5ABcde\n'],
  // octaves, layout, what is unknown
  ["c, C' c'' ^/F", 'L:1/8\nK:G', "C c c'' ^F\n"],
  ['A`B y c$d ?e', 'L:1/8\nK:G', 'AB cd e\n'],
  // overlays and voices: the first
  ['A2B2 & c4 |d & e|f', 'L:1/8\nK:G', 'A2B2|d|f\n'],
  ['V:1\nAB|\nV:2\nCD|\nV:1\ncd|', 'V:1\nV:2 clef=bass\nL:1/8\nK:G', 'AB|\ncd|\n'],
  ['[V:S]AB|\n[V:B] [L:1/4]C[K:D]D|\n[V:S]cd|', 'L:1/8\nK:G', 'AB|\ncd|\n'],
])('%j under %j is %j', (music, fields, canonical) => {
  expect(body(music, fields)).toBe(canonical);
});

test('a tune without key or meter gets the standard’s; one without a note is none', () => {
  expect(canonicalTune('X:1\nT:no key\nABc|')).toBe('M:none\nK:C\nABc|\n');
  expect(canonicalTune('X:1\nK:clef=bass\nABc|')).toBe('M:none\nK:C\nABc|\n');
  expect(canonicalTune('X:1\nT:silence\nK:C\nz4|')).toBeNull();
  expect(canonicalTune('')).toBeNull();
});

test('canonical text is its own canonical form', () => {
  const text = 'R:jig\nM:6/8\nK:G\n|:"G"G2A {c}B>cd-|d3 [K:D](3efg [Ace]2:|\n';
  expect(canonicalTune(text.replace('M:', 'L:1/8\nM:'))).toBe(text);
});

test('any text is read without an exception into a header and lines that are not empty', () => {
  const piece = fc.constantFrom(
    ...[
      'A',
      'b',
      '^c',
      '2',
      '/',
      '|',
      ':',
      '[',
      ']',
      '(',
      '(3',
      ')',
      '{',
      '}',
      '>',
      '-',
      ' ',
      '\n',
      '\r\n',
      '"',
      '"Am"',
    ],
    ...[
      '!x!',
      '&',
      '\\',
      '%',
      '[K:D]',
      '[L:1/4]',
      '\nK:Am\n',
      '\nM:C\n',
      '\nV:2\n',
      '\nw:la\n',
      'Z',
      'z',
      '🎻',
      '\u0000',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const canonical = canonicalTune(`X:1\nL:1/8\nK:C\n${pieces.join('')}`);
      if (canonical !== null) expect(canonical).toMatch(/^M:.*\nK:.*\n([^\n]+\n)+$/);
    }),
    { numRuns: 2000 },
  );
});

test('canonical form sounds the same, whatever the unit note length, and is its own canonical form', () => {
  fc.assert(
    fc.property(music, unit, (pieces, L) => {
      const tune = `X:1\nM:4/4\nL:${L}\nK:C\nA|${pieces.join('')}\n`;
      const canonical = (canonicalTune(tune) ?? '').replace('M:', 'L:1/8\nM:');
      expect(soundsOf(canonical)).toEqual(soundsOf(tune));
      expect(canonicalTune(canonical)?.replace('M:', 'L:1/8\nM:')).toBe(canonical);
    }),
  );
});
