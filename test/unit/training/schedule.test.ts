import { expect, test } from 'vitest';
import { learningRate, progressOf } from '../../../src/training/schedule.ts';

const SCHEDULE = { peakRate: 1, finalShare: 0.1, warmupSteps: 4 };

test.each([
  [0, 0, 0.25],
  [1, 0, 0.5],
  [3, 0, 1],
  [100, 0, 1],
  [100, 0.5, 0.55],
  [100, 1, 0.1],
  [100, 2, 0.1],
])('step %i at progress %d has the rate %d', (step, progress, rate) => {
  expect(learningRate(SCHEDULE, step, progress)).toBeCloseTo(rate, 12);
});

test('progress counts epochs or minutes', () => {
  const position = { epoch: 1, chunk: 5, step: 15, seconds: 45 };
  expect(progressOf({ kind: 'epochs', epochs: 3 }, position, 10)).toBeCloseTo(0.5);
  expect(progressOf({ kind: 'minutes', minutes: 1 }, position, 10)).toBeCloseTo(0.75);
  expect(progressOf({ kind: 'minutes', minutes: 0.5 }, position, 10)).toBe(1);
});
