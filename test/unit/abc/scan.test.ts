import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scan, scanTune } from '../../../src/abc/scan.ts';
import { textOf, type Token } from '../../../src/abc/token.ts';
import { abcText, anyText, runs } from './arbitraries.ts';

/** The tokens of a line of music as `kind:text`, blanks left out. */
const music = (line: string) =>
  scanTune(`K:C\n${line}`)
    .slice(3)
    .filter(({ kind }) => kind !== 'beam space')
    .map(({ kind, start, end }) => `${kind}:${`K:C\n${line}`.slice(start, end)}`);

test.each([
  // Notes, rests, spacers
  ["^c'3/2 _B,, =f ^^g __a//", "note:^c'3/2", 'note:_B,,', 'note:=f', 'note:^^g', 'note:__a//'],
  ['^/c _3/2d ^3/4e2', 'note:^/c', 'note:_3/2d', 'note:^3/4e2'],
  ['z2x/y3Z4X', 'rest:z2', 'rest:x/', 'spacer:y3', 'multimeasure rest:Z4', 'multimeasure rest:X'],
  ['ab`c', 'note:a', 'note:b', 'backquote:`', 'note:c'],
  ['^ z', 'unknown:^', 'rest:z'],
  // Chords, grace notes
  ['[CE2G]2', 'chord open:[', 'note:C', 'note:E2', 'note:G', 'chord close:]2'],
  ['["Am"CEA]', 'chord open:[', 'chord symbol:"Am"', 'note:C', 'note:E', 'note:A', 'chord close:]'],
  [
    '{/g}A{gf}',
    'grace open:{/',
    'note:g',
    'grace close:}',
    'note:A',
    'grace open:{',
    'note:g',
    'note:f',
    'grace close:}',
  ],
  [
    "+CE+2 +^c/2e'/2+",
    'chord open:+',
    'note:C',
    'note:E',
    'chord close:+2',
    'chord open:+',
    'note:^c/2',
    "note:e'/2",
    'chord close:+',
  ],
  ['+ff+C +trill+D +A', 'decoration:+ff+', 'note:C', 'decoration:+trill+', 'note:D', 'unknown:+', 'note:A'],
  // Tuplets, slurs, ties, broken rhythm
  [
    '(3abc (3:2:4a (3::b ((3c',
    'tuplet:(3',
    'note:a',
    'note:b',
    'note:c',
    'tuplet:(3:2:4',
    'note:a',
    'tuplet:(3::',
    'note:b',
    'slur open:(',
    'tuplet:(3',
    'note:c',
  ],
  ['.(ab) a-.-b', 'slur open:.(', 'note:a', 'note:b', 'slur close:)', 'note:a', 'tie:-', 'tie:.-', 'note:b'],
  // Slurs and ties that abcm2ps is told to draw above or below.
  [
    "('ab)(,ab)",
    "slur open:('",
    'note:a',
    'note:b',
    'slur close:)',
    'slur open:(,',
    'note:a',
    'note:b',
    'slur close:)',
  ],
  [
    ".(,a)b-'c-,d.-'",
    'slur open:.(,',
    'note:a',
    'slur close:)',
    'note:b',
    "tie:-'",
    'note:c',
    'tie:-,',
    'note:d',
    "tie:.-'",
  ],
  ["[c-'e-]", 'chord open:[', 'note:c', "tie:-'", 'note:e', 'tie:-', 'chord close:]'],
  ['.(3abc', 'shorthand:.', 'tuplet:(3', 'note:a', 'note:b', 'note:c'],
  ['.(&ab&)', 'shorthand:.', 'overlay:(&', 'note:a', 'note:b', 'overlay:&)'],
  ['a>b<<c', 'note:a', 'broken rhythm:>', 'note:b', 'broken rhythm:<<', 'note:c'],
  // Bar lines and endings
  [
    'A|B||C|]D[|E',
    'note:A',
    'bar line:|',
    'note:B',
    'bar line:||',
    'note:C',
    'bar line:|]',
    'note:D',
    'bar line:[|',
    'note:E',
  ],
  [
    '|:A::B:|C.|D',
    'bar line:|:',
    'note:A',
    'bar line:::',
    'note:B',
    'bar line::|',
    'note:C',
    'bar line:.|',
    'note:D',
  ],
  [
    '|1A:|2B|1,3C[1-3D',
    'bar line:|',
    'variant ending:1',
    'note:A',
    'bar line::|',
    'variant ending:2',
    'note:B',
    'bar line:|',
    'variant ending:1,3',
    'note:C',
    'variant ending:[1-3',
    'note:D',
  ],
  ['| 1A', 'bar line:|', 'variant ending:1', 'note:A'],
  ['|["last time"A|', 'bar line:|', 'variant ending:["last time"', 'note:A', 'bar line:|'],
  ['[]A|[K:D]B', 'bar line:[]', 'note:A', 'bar line:|', 'inline field:[K:D]', 'note:B'],
  [
    'A:|:B|]:C:||:D:|]',
    'note:A',
    'bar line::|:',
    'note:B',
    'bar line:|]:',
    'note:C',
    'bar line::||:',
    'note:D',
    'bar line::|]',
  ],
  ['A ] : B', 'note:A', 'chord close:]', 'unknown::', 'note:B'],
  // What stands over notes
  [
    '"Am7"A"^slow"B"<("c',
    'chord symbol:"Am7"',
    'note:A',
    'annotation:"^slow"',
    'note:B',
    'annotation:"<("',
    'note:c',
  ],
  [
    '!trill!A+f+B.~Tc',
    'decoration:!trill!',
    'note:A',
    'decoration:+f+',
    'note:B',
    'shorthand:.',
    'shorthand:~',
    'shorthand:T',
    'note:c',
  ],
  ['!<(!A!5!B', 'decoration:!<(!', 'note:A', 'decoration:!5!', 'note:B'],
  ['"open A|', 'chord symbol:"open A|'],
  // Line ends, overlays, inline fields
  ['A|!B|!', 'note:A', 'bar line:|', 'score line break:!', 'note:B', 'bar line:|', 'score line break:!'],
  ['A$B \\ % why', 'note:A', 'score line break:$', 'note:B', 'line continuation:\\', 'comment:% why'],
  [
    'A & B (&C&) && D',
    'note:A',
    'overlay:&',
    'note:B',
    'overlay:(&',
    'note:C',
    'overlay:&)',
    'overlay:&&',
    'note:D',
  ],
  [
    '[M:3/4]A[r:remark]B[K:D',
    'inline field:[M:3/4]',
    'note:A',
    'inline field:[r:remark]',
    'note:B',
    'inline field:[K:D',
  ],
  ['A*#;é', 'note:A', 'unknown:*', 'unknown:#', 'unknown:;', 'unknown:é'],
])('%s', (line, ...expected) => {
  expect(music(line)).toEqual(expected);
});

/** The lines of a file as the kinds of their tokens. */
const lines = (text: string) =>
  scan(text)
    .filter(({ kind }) => kind !== 'line break')
    .map((token) => `${token.kind}:${textOf(text, token)}`);

test('a header, a body and what may stand between their lines', () => {
  const text = 'X:1\nT: A tune % mine\nstory\n%%scale 0.7\n% note\nK:D\nA:|\nw:la la\n+:so\ns:!p! *\nV:2\n';
  expect(lines(text)).toEqual([
    'field letter:X:', 'field value:1',
    'field letter:T:', 'space: ', 'field value:A tune', 'space: ', 'comment:% mine',
    'text:story',
    'directive:%%scale 0.7',
    'comment:% note',
    'field letter:K:', 'field value:D',
    'note:A', 'bar line::|',
    'field letter:w:', 'lyrics:la la',
    'field letter:+:', 'lyrics:so',
    'field letter:s:', 'symbols:!p! *',
    'field letter:V:', 'field value:2',
  ]); // prettier-ignore
});

test('a block of text keeps blank lines and fields out of the music', () => {
  expect(lines('X:1\nK:C\n%%begintext\n\nK: not a key\n%%endtext\nA|\n')).toEqual([
    'field letter:X:', 'field value:1', 'field letter:K:', 'field value:C', 'directive:%%begintext',
    'text block:K: not a key', 'directive:%%endtext', 'note:A', 'bar line:|',
  ]); // prettier-ignore
});

test('an escaped per cent sign is no comment', () => {
  expect(lines('X:1\nT:50\\% off\nK:C\n')).toContain('field value:50\\% off');
});

test('text between tunes is no music, nor is a tune without K: all header', () => {
  expect(lines('Notes about: this\n\nX:1\nM:4/4\nabc|\n')).toEqual([
    'text:Notes about: this',
    'field letter:X:',
    'field value:1',
    'field letter:M:',
    'field value:4/4',
    'note:a',
    'note:b',
    'note:c',
    'bar line:|',
  ]);
});

test('CRLF line ends are one token and change nothing else', () => {
  const text = 'X:1\nK:C\nab|c \\\nd|\n\nX:2\nK:D\n';
  const kinds = (source: string) => scan(source).map(({ kind }) => kind);
  expect(kinds(text.replaceAll('\n', '\r\n'))).toEqual(kinds(text));
});

/** The text of tokens that follow each other without gap or overlap, up to the first that does not. */
function tiled(text: string, tokens: readonly Token[]): string {
  let at = 0;
  for (const token of tokens) {
    if (token.start !== at || token.end <= at) break;
    at = token.end;
  }
  return text.slice(0, at);
}

test.each([
  ['any text', anyText],
  ['text like ABC', abcText],
])('tokens tile %s', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(tiled(text, scan(text))).toBe(text);
      expect(tiled(text, scanTune(text))).toBe(text);
    }),
    { numRuns: runs(2000) },
  );
});
