import { describe, expect, test } from 'vitest';
import {
  isEndOfLine,
  pauseBefore,
  repeatsWhatFollows,
  seedFor,
} from '../../../src/extension/suggest/habits.ts';

describe('an automatic suggestion', () => {
  test('is computed at once after a pause', () => {
    expect(pauseBefore(undefined, 1000, 75)).toBe(0);
    expect(pauseBefore(900, 1000, 75)).toBe(0);
  });
  test('waits while keys come fast', () => {
    expect(pauseBefore(950, 1000, 75)).toBe(75);
  });
  test('never waits with a delay of 0', () => {
    expect(pauseBefore(1000, 1000, 0)).toBe(0);
  });
});

test.each([
  ['GAB c2d|', 8, true],
  ['GAB c2d|  ', 8, true],
  ['GAB c2d|', 4, false],
  ['', 0, true],
])('the end of “%s” at %i: %s', (line, character, expected) => {
  expect(isEndOfLine(line, character)).toBe(expected);
});

describe('a suggestion that repeats what follows is not shown', () => {
  test.each([
    ['c2d|efg|', '\nc2d | efg | gab |', true],
    ['c2d|efg|gab|abc|', '\nc2d|efg|', true],
    ['c2d|efg|', '\nc2d|gab|', false],
    ['|]', '\n|]', true],
    ['A|Bcd|', '\nA|', false],
    ['c2d|efg|', '', false],
    ['c2d|efg|', '\n', false],
    [' \n', 'abc', true],
  ])('“%s” before “%s”: %s', (suggestion, after, expected) => {
    expect(repeatsWhatFollows(suggestion, after)).toBe(expected);
  });
});

test('the seed follows from the text, and another asked for is another seed', () => {
  expect(seedFor('GAB', 0)).toBe(seedFor('GAB', 0));
  expect(seedFor('GAB', 0)).not.toBe(seedFor('GAc', 0));
  expect(seedFor('GAB', 0)).not.toBe(seedFor('GAB', 1));
});
