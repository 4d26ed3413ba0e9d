import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createSuggestionCache,
  mergeCandidates,
  type Situation,
  type SuggestionCache,
} from '../../../src/extension/suggest/suggestion-cache.ts';

const at = (before: string, change: Partial<Situation> = {}): Situation => ({
  before,
  after: '',
  settings: 'T0.7',
  ...change,
});
let cache: SuggestionCache;

beforeEach(() => {
  cache = createSuggestionCache(3);
  cache.remember(at('GAB '), ['c2d|efg|', 'cde|gab|'], 2);
});

describe('an answer is used again', () => {
  test('for the same place', () => {
    expect(cache.find(at('GAB '), 2)).toEqual(['c2d|efg|', 'cde|gab|']);
  });
  test('while the user types into it: its rest, and only the candidates that were typed', () => {
    expect(cache.find(at('GAB c'), 1)).toEqual(['2d|efg|', 'de|gab|']);
    expect(cache.find(at('GAB c2d|'), 1)).toEqual(['efg|']);
  });
  test('after Backspace into it', () => {
    cache.remember(at('GAB c2'), ['A|'], 1);
    expect(cache.find(at('GAB '), 1)).toEqual(['c2d|efg|', 'cde|gab|']);
  });
  test('for what comes after it was accepted, when that was computed ahead', () => {
    cache.remember(at('GAB c2d|efg|'), ['g2e|'], 1);
    expect(cache.find(at('GAB c2d|efg|'), 1)).toEqual(['g2e|']);
  });
});

describe('the model is asked', () => {
  test.each([
    ['when something else was typed', at('GAB d'), 1],
    ['before the place of the answer', at('GA'), 1],
    ['when all of it was typed', at('GAB c2d|efg|'), 1],
    ['when the text after the cursor changed', at('GAB ', { after: '\nE' }), 1],
    ['when the settings changed', at('GAB ', { settings: 'T1' }), 1],
    ['when more candidates are wanted than were asked for', at('GAB '), 3],
  ])('%s', (_, situation, wanted) => {
    expect(cache.find(situation, wanted)).toBeUndefined();
  });
  test('when only blanks are left', () => {
    cache.remember(at('X'), ['Y \n'], 1);
    expect(cache.find(at('XY'), 1)).toBeUndefined();
  });
  test('after the cache was cleared', () => {
    cache.clear();
    expect(cache.find(at('GAB '), 1)).toBeUndefined();
  });
});

test('only the latest answers are kept, and each place once', () => {
  for (const before of ['1', '2', '2', '2', '3']) cache.remember(at(before), ['a'], 1);
  expect(cache.find(at('GAB '), 1)).toBeUndefined();
  for (const before of ['1', '2', '3']) expect(cache.find(at(before), 1)).toEqual(['a']);
});

test('what is found always goes on as a remembered candidate does', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.string(), { maxLength: 4 }),
      fc.nat(20),
      (before, candidates, typed) => {
        const cache = createSuggestionCache(2);
        cache.remember(at(before), candidates, 4);
        const [first = ''] = candidates;
        const now = before + first.slice(0, typed);
        for (const rest of cache.find(at(now), 1) ?? []) {
          expect(candidates.map((candidate) => before + candidate)).toContain(now + rest);
        }
      },
    ),
  );
});

test('candidates shown before stay in front, doubles go', () => {
  expect(mergeCandidates(['b'], ['a', 'b', 'c'], 3)).toEqual(['b', 'a', 'c']);
  expect(mergeCandidates(['b'], ['a', 'c', 'd'], 2)).toEqual(['b', 'a']);
});
