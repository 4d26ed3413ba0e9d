import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { formatFraction, toNumber } from '../../../src/abc/fraction.ts';
import { abcText, runs } from './arbitraries.ts';

const tune = (body: string, meter = '6/8') => `X:1\nM:${meter}\nL:1/8\nK:C\n${body}\n`;

/** Durations of the bars in eighths, to three places. */
const eighths = (body: string, meter?: string) =>
  readBars(tune(body, meter)).map(({ duration }) => Number((8 * toNumber(duration)).toFixed(3)));

test.each([
  ['abc d2e|', [6]],
  ['a/b/ c// d3/2|', [2.75]],
  ['z2 x Z|', [9]],
  ['y2 a y|', [1]],
  ['{gab}a {/g}b|', [2]],
  ['[ceg]2 [c2e]/ [c3/2e]2|', [6]],
  ['a>b c<d|', [4]],
  ['a>>b c<<<d|', [4]],
  ['[ac]>b {g}c>{g}d|', [4]],
  ['a>|b c|', [1.5, 1.5]],
  ['(3abc (3:2:4abcd|', [4.667]],
  ['(2ab|(4abcd|(6abcdef|(8abcdefga|', [3, 3, 2, 3]],
  ['a0|', [0]],
  ['[M:3/4][L:1/4]abc|', [6]],
  ['"Am"a!trill!b"^x"c.d|', [4]],
])('%s lasts %j eighths', (body, expected) => {
  expect(eighths(body)).toEqual(expected);
});

test.each([
  ['(5abcde|(7abcdefg|(9abcdefgab|', '6/8', [3, 3, 3]],
  ['(5abcde|(7abcdefg|(9abcdefgab|', '4/4', [2, 2, 2]],
  ['(3:2:4a2bc2d|', '4/4', [4]],
  ['(3[ac]bz|', '4/4', [2]],
])('tuplets %s in %s last %j eighths', (body, meter, expected) => {
  expect(eighths(body, meter)).toEqual(expected);
});

const verdicts = (body: string, meter?: string) =>
  readBars(tune(body, meter))
    .map(({ verdict }) => verdict)
    .join(' ');

test.each([
  ['abc def|abc def|]', 'full full'],
  ['A|abc def|abc d2|]', 'pickup full complement'],
  ['A|abc def|abc d2:|:e|abc def|abc d2:|', 'pickup full split split full complement'],
  ['abc def|abc:|:def|abc def|]', 'full split split full'],
  ['abc def|abc||def|abc def|]', 'full split split full'],
  ['abc|abc def|ab|', 'pickup full short'],
  ['abc def|abc d2|abc def|', 'full short full'],
  ['abc def|abc defg|', 'full long'],
  ['A|abc def|1 abc d2:|2 abc d3|]', 'pickup full complement full'],
  ['A|abc def|1 abc d2:|2 abc d2||e|abc d2|]', 'pickup full complement split split complement'],
  ['abc d|1 ef|abc def:|2 ga|abc def|]', 'ending ending full ending full'],
  ['abc def|abc d|1 ef:|2 ga|]', 'full ending ending ending'],
  ['abc def|abc .|def|abc def|', 'full split split full'],
  ['abc def|\nP:B\nA|abc d2|', 'full pickup complement'],
  ['Z4|Z|abc def|', 'full full full'],
  ['abc def|[M:9/8]abc def gab|abc def|', 'full full short'],
  ['abc def|[M:none]ab|abcdefg|', 'full free free'],
  ['abc def & a2z z3|abc def&ab|', 'full full'],
  ['|:abc def:|', 'full'],
  ['abc def', 'full'],
  // At the very start of a tune an upbeat may be long.
  ['cd ef|abc def|', 'pickup full'],
  ['cd efg|abc def|', 'short full'],
  ['abc def|cd ef|abc def|', 'full short full'],
  // The upbeat to a repeat, set off by a bar line of its own.
  ['A|:abc def|abc de|A:|', 'pickup full split split'],
  ['abc def|abc de|A|abc def|', 'full short short full'],
  // A full bar may end with its line.
  ['abc def\nabc def|abc\ndef|', 'full full full'],
  ['abc def\n|abc def\nw:la\n|]', 'full full'],
  ['A|abc def\nabc d2|]', 'pickup full complement'],
  ['abc def\nab|abc def|', 'full short full'],
  ['abc defg\nabc|', 'long'],
  ['abc def\\\nabc|', 'long'],
  // A mark over the bar line is put on an invisible rest.
  ['abc def|abc def Hx|]', 'full full'],
  ['A|abc def|abc d2 !fermata!x:|', 'pickup full complement'],
  ['A|abc def|abc dHx:|', 'pickup full complement'],
  ['abc def|abc deHx|]', 'full full'],
  ['abc def|abc def x|', 'full long'],
  ['abc def|abc d2 Hx a|', 'full long'],
])('%s is %s', (body, expected) => {
  expect(verdicts(body)).toBe(expected);
});

test('without M: there is no meter to judge by', () => {
  expect(readBars('X:1\nK:C\nabc|d|\n').map(({ verdict }) => verdict)).toEqual(['free', 'free']);
  expect(readBars('X:1\nK:C\nabc|d|\n', 'M:3/8\nL:1/8\n').map(({ verdict }) => verdict)).toEqual([
    'full',
    'short',
  ]);
});

test('each voice has its own bars, settings and pickups', () => {
  const body = 'V:1\nA|abc def|\nV:2\n[M:3/8]abc|ab|\nV:1\nabc d2|]\n[V:2]a3|';
  expect(readBars(tune(body)).map(({ voice, verdict }) => `${voice} ${verdict}`)).toEqual([
    '1 pickup', '1 full', '2 full', '2 short', '1 complement', '2 full',
  ]); // prettier-ignore
});

test('a bar knows its range, what it holds and what the meter asks', () => {
  const text = tune('|: "C"abc d>e |');
  const [bar] = readBars(text);
  expect(bar && text.slice(bar.start, bar.end)).toBe('abc d>e');
  expect(bar && [bar.duration, bar.expected ?? bar.duration].map(formatFraction)).toEqual(['5/8', '3/4']);
  expect(bar?.barLine).toBe('|');
});

test('any text has bars that lie within it, in order, with finite lengths', () => {
  fc.assert(
    fc.property(abcText, (body) => {
      const text = tune(body);
      let at = 0;
      for (const { start, end, duration } of readBars(text)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(Number.isSafeInteger(duration.numerator)).toBe(true);
        expect(duration.denominator).toBeGreaterThan(0);
        at = start;
      }
    }),
    { numRuns: runs(2000) },
  );
});
