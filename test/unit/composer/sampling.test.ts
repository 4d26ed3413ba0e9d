import { describe, expect, test } from 'vitest';
import { logProbability, sampleIndex, samplingSpace } from '../../../src/composer/sampling.ts';
import { seedRandom } from '../../../src/model/random.ts';

/** Probabilities 1/2, 1/4, 1/8, 1/8. */
const LOGITS = Float32Array.of(Math.log(4), Math.log(2), 0, 0);
const ALL = Uint8Array.of(1, 1, 1, 1);

/** How often each character was drawn in 8,000 draws. */
function shares(options: { temperature: number; topP: number }, mask = ALL): number[] {
  const random = seedRandom(3);
  const space = samplingSpace(4);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 8000; i++) {
    const index = sampleIndex(LOGITS, mask, options, random, space);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count) => count / 8000);
}

describe('a character is drawn', () => {
  test('from the softmax at temperature 1', () => {
    const [a = 0, b = 0, c = 0, d = 0] = shares({ temperature: 1, topP: 1 });
    expect(a).toBeCloseTo(0.5, 1);
    expect(b).toBeCloseTo(0.25, 1);
    expect(c).toBeCloseTo(0.125, 1);
    expect(d).toBeCloseTo(0.125, 1);
  });

  test('from a sharper one below: at 1/2 the probabilities are squared', () => {
    const [a = 0, b = 0] = shares({ temperature: 0.5, topP: 1 });
    expect(a / b).toBeGreaterThan(3.4);
    expect(a / b).toBeLessThan(4.6);
  });

  test('as the likeliest at 0', () => {
    expect(shares({ temperature: 0, topP: 1 })).toEqual([1, 0, 0, 0]);
  });

  test('from the likeliest that together reach topP', () => {
    const [a = 0, b = 0, c = 0, d = 0] = shares({ temperature: 1, topP: 0.7 });
    expect(a).toBeCloseTo(2 / 3, 1);
    expect(b).toBeCloseTo(1 / 3, 1);
    expect([c, d]).toEqual([0, 0]);
  });

  test('from those that the mask allows', () => {
    const [a, b = 0, , d] = shares({ temperature: 1, topP: 1 }, Uint8Array.of(0, 1, 1, 0));
    expect(b).toBeCloseTo(2 / 3, 1);
    expect([a, d]).toEqual([0, 0]);
  });

  test('not at all where the mask allows none', () => {
    const none = new Uint8Array(4);
    expect(sampleIndex(LOGITS, none, { temperature: 1, topP: 1 }, seedRandom(1), samplingSpace(4))).toBe(-1);
  });
});

test('logProbability is the logarithm under the plain softmax, also of huge logits', () => {
  expect(logProbability(LOGITS, 1)).toBeCloseTo(Math.log(0.25), 6);
  expect(logProbability(Float32Array.of(1e4, 1e4), 0)).toBeCloseTo(Math.log(0.5), 6);
});
