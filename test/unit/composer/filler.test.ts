import { expect, test } from 'vitest';
import { avoidRests, wouldEndBar } from '../../../src/composer/filler.ts';
import { ALPHABET, CHARACTERS } from './reading.ts';

/** 1 for each of the characters. */
const maskOf = (characters: string) =>
  Uint8Array.from(CHARACTERS, (character) => (characters.includes(character) ? 1 : 0));

/** Logits that fall from the first of the characters to the last. */
const logitsOf = (characters: string) =>
  Float32Array.from(CHARACTERS, (character) => {
    const place = characters.indexOf(character);
    return place < 0 ? -9 : -place;
  });

test.each([
  ['|zA', 'zA', true],
  [':zA', 'zA', true],
  ['|zA', '|zA', false],
  ['z|A', 'zA', false],
])('would go on with the first of %j where %j may come: takes the bar for full, %s', (likely, may, full) => {
  expect(wouldEndBar(ALPHABET, logitsOf(likely), maskOf(may))).toBe(full);
});

test('a bar is not filled with rests but with notes, where notes may come', () => {
  const mask = maskOf('zxA2');
  avoidRests(ALPHABET, mask);
  expect(mask).toEqual(maskOf('A2'));
  const restsOnly = maskOf('zx');
  avoidRests(ALPHABET, restsOnly);
  expect(restsOnly).toEqual(maskOf('zx'));
});
