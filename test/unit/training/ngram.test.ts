import { expect, test } from 'vitest';
import { bodyStart } from '../../../src/abc/canonical/tune.ts';
import { countNgrams, probability, scoreTunes } from '../../../src/training/ngram.ts';
import { AIR, JIG, REEL, TUNES } from './tunes.ts';

test('Witten–Bell worked by hand', () => {
  // "ab\n" behind the start symbol is \n a b \n \n: of 4 characters a, b and \n follow 1, 1 and 2 times.
  const ngram = countNgrams(['ab\n'], 1, 10);
  const zeroth = (1 + 3 / 10) / (4 + 3);
  expect(probability(ngram, '', 'a')).toBeCloseTo(zeroth, 12);
  expect(probability(ngram, 'a', 'b')).toBeCloseTo((1 + zeroth) / 2, 12);
  expect(probability(ngram, 'b', 'q')).toBeCloseTo(3 / 10 / 7 / 2, 12);
});

test('the probabilities of all characters after any context sum to one', () => {
  const alphabet = new Set(TUNES.join('').split(/(?:)/u));
  const ngram = countNgrams(TUNES, 4, alphabet.size);
  for (const context of ['', '|', 'ABc', '\nK:', 'zzzzz', 'FA D']) {
    const total = [...alphabet].reduce((sum, next) => sum + probability(ngram, context, next), 0);
    expect(total).toBeCloseTo(1, 10);
  }
});

test('a tune that was counted is foretold better than another; every character is scored', () => {
  const ngram = countNgrams([JIG, AIR], 4, 60);
  const [known, unknown] = [scoreTunes(ngram, [JIG]), scoreTunes(ngram, [REEL])];
  expect(known.bitsPerCharacter).toBeLessThan(unknown.bitsPerCharacter / 2);
  expect(known.characters).toBe(JIG.length + 1);
  expect(known.musicCharacters).toBe(JIG.length + 1 - 'R:jig\nM:6/8\nK:G\n'.length);
});

test.each([
  [JIG, 16],
  ['M:none\nK:C\nA|\n', 11],
  ['A|\n', 0],
  ['K:C\nA:|\n', 4],
])('the body of %j starts at %i', (tune, start) => {
  expect(bodyStart(tune)).toBe(start);
});
