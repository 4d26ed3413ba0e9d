import { expect, test } from 'vitest';
import { offer } from '../../../src/extension/candidates/offer.ts';

test('candidates come the likeliest per character first, whatever their lengths', () => {
  const long = { text: 'abcdabcd', logProbability: 8 * Math.log(0.6), bars: 2 };
  const short = { text: 'abcd', logProbability: 4 * Math.log(0.5), bars: 1 };
  const offered = offer([short, long]);
  expect(offered.map(({ text }) => text)).toEqual(['abcdabcd', 'abcd']);
  expect(offered[0]?.likelihood).toBeCloseTo(0.6);
  expect(offered[1]?.likelihood).toBeCloseTo(0.5);
});

test('line ends are plain, and no likelihood is above 1', () => {
  expect(offer([{ text: 'a|\r\nb|', logProbability: 1e-9, bars: 2 }])).toEqual([
    { text: 'a|\nb|', likelihood: 1, bars: 2 },
  ]);
});
