import { expect, test } from 'vitest';
import { bodyStart } from '../../../src/abc/canonical/tune.ts';
import { recentText } from '../../../src/composer/recent.ts';

const HEADER = 'R:reel\nM:4/4\nK:G\n';
const LINE = 'GABc dedB|dedB dedB|c2ec B2dB|A2F2 G4|\n';
const lines = (count: number): string => LINE.repeat(count);

test('a tune is read as a whole', () => {
  expect(recentText(HEADER + lines(200))).toBe(HEADER + lines(200));
});

test('of a very long one the last lines are read', () => {
  const text = recentText(HEADER + lines(5000));
  expect(text.startsWith(HEADER + LINE)).toBe(true);
  expect(text.length).toBeGreaterThan(4096);
  expect(text.length).toBeLessThan(8192 + HEADER.length);
  expect(HEADER + lines(5000)).toContain(text.slice(HEADER.length));
});

test('they are read in the meter and key in force where they begin', () => {
  const text = recentText(`${HEADER}${lines(20)}[M:3/4][K:D]${lines(20)}[K:Em]${lines(400)}[K:C]${lines(3)}`);
  expect(text.slice(0, bodyStart(text))).toBe('R:reel\nM:3/4\nK:Em\n');
  expect(text).toContain('[K:C]');
});

test('a keystroke seldom moves their beginning', () => {
  const tune = HEADER + lines(1000);
  const beginnings = new Set(
    Array.from({ length: 200 }, (_, typed) => recentText(tune + LINE.repeat(typed)).length).map(
      (length, typed) => length - typed * LINE.length,
    ),
  );
  expect(beginnings.size).toBeLessThanOrEqual(3);
});

test('a tune of a single line is cut within it', () => {
  const text = recentText(`${HEADER}${'GABc|'.repeat(20_000)}`);
  expect(text.startsWith(HEADER)).toBe(true);
  expect(text.length).toBeLessThan(8192 + HEADER.length);
  expect(text.endsWith('GABc|')).toBe(true);
});
