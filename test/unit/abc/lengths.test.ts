import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../../../src/abc/bars/events.ts';
import { scaleLengths } from '../../../src/abc/editing/lengths.ts';
import { withUnitNoteLength } from '../../../src/abc/editing/unit-note-length.ts';
import { equals, fraction, multiply } from '../../../src/abc/fraction.ts';
import { scanTune } from '../../../src/abc/scan.ts';
import { abcText, runs } from './arbitraries.ts';

const TWICE = fraction(2);
const HALF = fraction(1, 2);

function durations(text: string) {
  return readEvents(text, scanTune(text)).flatMap((event) =>
    'duration' in event && event.kind !== 'multimeasure rest' ? [event.duration] : [],
  );
}

test.each([
  ['abc2 d/ z3/2|', 'a2b2c4 d z3|'],
  ['[CEG] [C2E2] [CE]2|', '[CEG]2 [C4E4] [CE]4|'],
  ['{ga}a>b (3abc ~a Z4 y|', '{ga}a2>b2 (3a2b2c2 ~a2 Z4 y|'],
  ['w:la2\n', 'w:la2\n'],
])('%j twice as long is %j', (body, longer) => {
  const there = scaleLengths(`K:C\n${body}`, TWICE);
  expect(there).toEqual({ kind: 'rewritten', text: `K:C\n${longer}` });
});

test('halves of a unit are written as slashes', () => {
  expect(scaleLengths('K:C\na b2 c3 d/|', HALF)).toEqual({
    kind: 'rewritten',
    text: 'K:C\na/ b c3/2 d/4|',
  });
});

test('only what starts within the range is scaled', () => {
  expect(scaleLengths('K:C\nabc|', TWICE, { start: 5, end: 6 })).toEqual({
    kind: 'rewritten',
    text: 'K:C\nab2c|',
  });
});

test.each([
  ['M:C\nL:1/8\nK:C\nabc2 d/|', 'M:C\nL:1/16\nK:C\na2b2c4 d|'],
  ['X:1\r\nM:2/4\r\nK:C\r\na2b|', 'X:1\r\nM:2/4\r\nL:1/16\r\nK:C\r\na2b|'],
  ['X:1\nM:6/8\nK:C\nabc|', 'X:1\nM:6/8\nL:1/16\nK:C\na2b2c2|'],
  ['K:C\na|', 'L:1/16\nK:C\na2|'],
  ['L:1/8\nK:C\na[L:1/4]a[L:1/16]a|\nL:1/32\na2|', 'L:1/16\nK:C\na2[L:1/16]a4[L:1/16]a|\nL:1/16\na|'],
  ['Q:120\nL:1/4\nK:C\na|\nQ:C3=40\na|', 'Q:1/4=120\nL:1/16\nK:C\na4|\nQ:3/4=40\na4|'],
  ['Q:1/4=100\nL:1/8\nK:C\na|', 'Q:1/4=100\nL:1/16\nK:C\na2|'],
  ['L:1/8\nK:C\nV:1\na|\nV:2\nL:1/4\na|\nV:1\na|', 'L:1/16\nK:C\nV:1\na2|\nV:2\nL:1/16\na4|\nV:1\na2|'],
])('%j with L:1/16 is %j', (text, expected) => {
  expect(withUnitNoteLength(text, fraction(1, 16))).toEqual({ kind: 'rewritten', text: expected });
});

test('a file header’s L: counts', () => {
  expect(withUnitNoteLength('X:1\nK:C\na|', fraction(1, 8), 'L:1/4\n')).toEqual({
    kind: 'rewritten',
    text: 'X:1\nL:1/8\nK:C\na2|',
  });
});

test.each(['abc|', 'm:~G2={A}G\nK:C\nG2|', 'L:auto\nK:C\nG2|'])('%j is refused with a reason', (text) => {
  expect(withUnitNoteLength(text, fraction(1, 16))).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/\.$/) as string,
  });
});

test('any tune lasts exactly as long as before in another unit note length', () => {
  fc.assert(
    fc.property(abcText, fc.constantFrom(4, 8, 16), (body, unit) => {
      const text = `X:1\nK:G\n${body}`;
      const written = withUnitNoteLength(text, fraction(1, unit));
      if (written.kind === 'refused') return;
      expect(durations(written.text)).toEqual(durations(text));
    }),
    { numRuns: runs(1000) },
  );
});

test('any tune can be made exactly twice as long, all but a few', () => {
  let refused = 0;
  fc.assert(
    fc.property(abcText, (body) => {
      const text = `X:1\nK:G\n${body}`;
      const written = scaleLengths(text, TWICE);
      if (written.kind === 'refused') {
        refused += text.includes('m:') ? 0 : 1;
        return;
      }
      const after = durations(written.text);
      expect(durations(text).every((old, i) => equals(multiply(old, TWICE), after[i] ?? old))).toBe(true);
    }),
    { numRuns: runs(1000) },
  );
  expect(refused).toBeLessThan(runs(1000) / 50);
});
