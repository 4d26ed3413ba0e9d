import { expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  equals,
  formatFraction,
  fraction,
  multiply,
  subtract,
  toNumber,
} from '../../../src/abc/fraction.ts';

test('fractions are kept in lowest terms with a positive denominator', () => {
  expect(fraction(6, 8)).toEqual({ numerator: 3, denominator: 4 });
  expect(fraction(3, -6)).toEqual({ numerator: -1, denominator: 2 });
  expect(fraction(0, 7)).toEqual({ numerator: 0, denominator: 1 });
});

test('arithmetic is exact', () => {
  const third = fraction(1, 3);
  expect(add(add(third, third), third)).toEqual(fraction(1));
  expect(subtract(fraction(3, 4), fraction(1, 8))).toEqual(fraction(5, 8));
  expect(multiply(fraction(2, 3), fraction(3, 8))).toEqual(fraction(1, 4));
  expect(divide(fraction(3, 4), fraction(1, 8))).toEqual(fraction(6));
  expect(compare(fraction(3, 8), fraction(1, 4))).toBeGreaterThan(0);
  expect(equals(fraction(2, 4), fraction(1, 2))).toBe(true);
  expect(toNumber(fraction(3, 8))).toBe(0.375);
});

test('fractions read as musicians write them', () => {
  expect(formatFraction(fraction(6, 8))).toBe('3/4');
  expect(formatFraction(fraction(4, 2))).toBe('2');
});

test('a zero denominator is refused', () => {
  expect(() => fraction(1, 0)).toThrow(RangeError);
  expect(() => divide(fraction(1), fraction(0))).toThrow('not a fraction');
});

test('absurdly fine sums stay finite', () => {
  let sum = fraction(0);
  for (let i = 0; i < 50; i++) sum = add(sum, fraction(1, 99_991 - 2 * i));
  expect(Math.abs(toNumber(sum) - 50 / 99_940)).toBeLessThan(1e-6);
});
