import { expect, test } from 'vitest';
import { DECORATIONS, SHORTHANDS } from '../../../src/abc/decorations.ts';
import { fraction } from '../../../src/abc/fraction.ts';
import { DECORATION_TEXTS } from '../../../src/abc/reference/decorations.ts';
import { nameOfDuration } from '../../../src/abc/reference/durations.ts';
import { FIELDS } from '../../../src/abc/reference/fields.ts';
import { INSTRUMENTS } from '../../../src/abc/reference/instruments.ts';

test.each([
  ['1', 'whole note'],
  ['3/8', 'dotted quarter note'],
  ['7/16', 'double-dotted quarter note'],
  ['1/12', 'triplet eighth note'],
  ['1/6', 'triplet quarter note'],
  ['5/8', 'half tied to eighth note'],
  ['1/40', 'note, 1/40 of a whole note'],
  ['3', 'dotted double whole note'],
  ['0', 'note of no length'],
])('%s of a whole note is a %s', (length, name) => {
  const [above, below] = length.split('/').map(Number);
  expect(nameOfDuration(fraction(above ?? 0, below ?? 1))).toBe(name);
});

test('only decorations that are known are described', () => {
  expect([...DECORATION_TEXTS.keys()].filter((name) => !DECORATIONS.has(name))).toEqual([]);
});

test('every shorthand stands for a decoration that is described', () => {
  expect(Object.values(SHORTHANDS).filter((name) => !DECORATION_TEXTS.has(name))).toEqual([]);
});

test('every field of ABC 2.1 is described', () => {
  expect([...FIELDS.keys()].sort().join('')).toBe('+ABCDFGHIKLMNOPQRSTUVWXZmrsw');
});

test('General MIDI has 128 instruments, the violin being 40', () => {
  expect(INSTRUMENTS).toHaveLength(128);
  expect(INSTRUMENTS[40]).toBe('Violin');
});
