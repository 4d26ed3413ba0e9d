import { expect, test } from 'vitest';
import { createPrefixCache } from '../../../src/composer/prefix-cache.ts';

const state = (value: number) => Float32Array.of(value);

test('the longest prefix known is found; it leaves at least one character to read', () => {
  const cache = createPrefixCache(8);
  cache.remember('\nK:G', state(1));
  cache.remember('\nK:G\nGAB', state(2));
  expect(cache.longest('\nK:G\nGABc')).toEqual({ length: 8, state: state(2) });
  expect(cache.longest('\nK:G\nGAB')).toEqual({ length: 4, state: state(1) });
  expect(cache.longest('\nK:G\ngab')).toEqual({ length: 4, state: state(1) });
  expect(cache.longest('\nK:D')).toEqual({ length: 0, state: null });
});

test('what was unused for longest is forgotten first', () => {
  const cache = createPrefixCache(2);
  cache.remember('a', state(1));
  cache.remember('b', state(2));
  cache.longest('a…');
  cache.remember('c', state(3));
  expect(cache.longest('a…').length).toBe(1);
  expect(cache.longest('b…').length).toBe(0);
  expect(cache.longest('c…').length).toBe(1);
});
