import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { numberBars } from '../../../src/extension/inlay/numbers.ts';
import { abcText, runs } from '../abc/arbitraries.ts';

/** The body with the numbers before its bars. */
function numbered(body: string) {
  const text = `X:1\nM:4/4\nL:1/4\nK:C\n${body}`;
  const bars = numberBars(text, readBars(text));
  const shown = bars.reduceRight(
    (done, { start, number }) => `${done.slice(0, start)}${number}·${done.slice(start)}`,
    text,
  );
  return shown.slice(text.length - body.length);
}

test.each([
  ['abcd|abcd|', '1·abcd|2·abcd|'],
  ['d|abcd|abc|]', 'd|1·abcd|2·abc|]'],
  ['|:abcd|ab:|:cd|abcd:|', '|:1·abcd|2·ab:|:cd|3·abcd:|'],
  ['abcd|Z4|abcd|', '1·abcd|2·Z4|6·abcd|'],
  ['[V:1]abcd|[V:2]abcd|\n[V:1]efga|', '[V:1]1·abcd|[V:2]1·abcd|\n[V:1]2·efga|'],
  ['', ''],
])('%j is numbered %j', (body, expected) => {
  expect(numbered(body)).toBe(expected);
});

test('the numbers of each voice rise, in any text', () => {
  fc.assert(
    fc.property(abcText, (text) => {
      const bars = readBars(text).filter(({ voice }) => voice === '');
      const numbers = numberBars(text, bars).map(({ number }) => number);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }),
    { numRuns: runs(1000) },
  );
});
