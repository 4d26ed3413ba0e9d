import { expect, test } from 'vitest';
import { formatFraction, fraction } from '../../../src/abc/fraction.ts';
import { formatLength, parseLength, parseUnitNoteLength } from '../../../src/abc/length.ts';

test.each([
  ['', '1'],
  ['2', '2'],
  ['/', '1/2'],
  ['//', '1/4'],
  ['///', '1/8'],
  ['/4', '1/4'],
  ['3/2', '3/2'],
  ['3/', '3/2'],
  ['3//', '3/4'],
])('a note followed by "%s" lasts %s units', (text, expected) => {
  expect(formatFraction(parseLength(text) ?? fraction(0))).toBe(expected);
});

test.each(['0', '/0', '0/2', '1234567', '/1234567'])('"%s" is no length', (text) => {
  expect(parseLength(text)).toBeNull();
});

test.each([
  ['1', ''],
  ['2', '2'],
  ['1/2', '/'],
  ['1/4', '/4'],
  ['3/2', '3/2'],
  ['3/4', '3/4'],
])('%s units are written "%s"', (value, expected) => {
  const multiple = parseLength(value) ?? fraction(0);
  expect(formatLength(multiple)).toBe(expected);
  expect(parseLength(expected)).toEqual(multiple);
});

test('the value of L:', () => {
  expect(parseUnitNoteLength(' 1/8 ')).toEqual(fraction(1, 8));
  expect(parseUnitNoteLength('1')).toEqual(fraction(1));
  for (const none of ['auto', '0', '1/0', '1/8 x', '']) expect(parseUnitNoteLength(none)).toBeNull();
});
