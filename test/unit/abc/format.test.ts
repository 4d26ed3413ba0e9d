import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTune } from '../../../src/abc/editing/format.ts';
import { scanTune } from '../../../src/abc/scan.ts';
import { textOf } from '../../../src/abc/token.ts';
import { abcText, runs } from './arbitraries.ts';

const formatted = (body: string, align = false) => formatTune(`K:C\n${body}`, { align }).slice(4);

test.each([
  ['abc|def|', 'abc | def |'],
  ['  |:ab  c\t d|1e f:|2 g|]  ', '|: ab c d |1 e f :|2 g |]'],
  ['abc| 1 d:| 2 e|', 'abc |1 d :|2 e |'],
  ['"Am"abc|"G"d[K:D]e|[1 f', '"Am"abc | "G"d[K:D]e | [1 f'],
  ['abc!fermata!|d', 'abc!fermata!| d'],
  ['abc \\  % on\nd', 'abc \\ % on\nd'],
  ['w:la  la \nabc', 'w:la  la\nabc'],
  ['T: A  title  % x\n', 'T: A  title  % x\n'],
])('%j becomes %j', (body, expected) => {
  expect(formatted(body)).toBe(expected);
});

test('bar lines stand in columns', () => {
  expect(formatted('|:abc|d|e|\ngab c|de f|g:|\n\nw:la\na|b|', true).split('\n')).toEqual([
    '|: abc | d    | e |',
    'gab c  | de f | g :|',
    '',
    'w:la',
    'a | b |',
  ]);
});

test.each([true, false])(
  'any tune keeps its tokens and is stable when formatted again (align: %s)',
  (align) => {
    const solid = (text: string) =>
      scanTune(text)
        .filter(({ kind }) => kind !== 'beam space' && kind !== 'space')
        .map((token) => `${token.kind} ${textOf(text, token)}`);
    fc.assert(
      fc.property(abcText, (body) => {
        const text = `K:C\n${body}`;
        const once = formatTune(text, { align });
        expect(solid(once)).toEqual(solid(text));
        expect(formatTune(once, { align })).toBe(once);
      }),
      { numRuns: runs(1000) },
    );
  },
);
