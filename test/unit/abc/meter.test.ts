import { expect, test } from 'vitest';
import { formatFraction } from '../../../src/abc/fraction.ts';
import { defaultUnitNoteLength, parseMeter, readMeter } from '../../../src/abc/meter.ts';

const described = (text: string) => {
  const meter = parseMeter(text);
  if (meter.kind === 'free') return 'free';
  return `${formatFraction(meter.length)} = ${meter.beats.map(formatFraction).join('+')}`;
};

test.each([
  ['4/4', '1 = 1/4+1/4+1/4+1/4'],
  ['C', '1 = 1/4+1/4+1/4+1/4'],
  ['C|', '1 = 1/2+1/2'],
  ['2/2', '1 = 1/2+1/2'],
  ['3/4', '3/4 = 1/4+1/4+1/4'],
  ['6/8', '3/4 = 3/8+3/8'],
  ['9/8', '9/8 = 3/8+3/8+3/8'],
  ['3/8', '3/8 = 1/8+1/8+1/8'],
  ['6/4', '3/2 = 1/4+1/4+1/4+1/4+1/4+1/4'],
  ['(2+3)/8', '5/8 = 1/4+3/8'],
  ['2+3+2/8', '7/8 = 1/4+3/8+1/4'],
  ['(3 + 2) / 8', '5/8 = 3/8+1/4'],
  ['2/4+3/8', '7/8 = 1/4+1/4+1/8+1/8+1/8'],
  ['none', 'free'],
  ['', 'free'],
])('M:%s is %s', (text, expected) => {
  expect(described(text)).toBe(expected);
});

test.each(['four', '4', '4/0', '0/4', 'Cm'])('M:%s is no meter and counts as free', (text) => {
  expect(readMeter(text)).toBeNull();
  expect(parseMeter(text).kind).toBe('free');
});

test.each([
  ['2/4', '1/16'],
  ['3/4', '1/8'],
  ['6/8', '1/8'],
  ['5/8', '1/16'],
  ['C', '1/8'],
  ['none', '1/8'],
])('without L:, M:%s has the unit note length %s', (text, expected) => {
  expect(formatFraction(defaultUnitNoteLength(parseMeter(text)))).toBe(expected);
});
