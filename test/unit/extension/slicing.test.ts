import { expect, test } from 'vitest';
import { inSlices } from '../../../src/extension/slicing.ts';

test('every item is worked on, in order', async () => {
  expect(
    await inSlices(
      [1, 2, 3],
      (item) => item * 2,
      () => false,
    ),
  ).toEqual([2, 4, 6]);
});

test('work stops once it is no longer wanted', async () => {
  const seen: number[] = [];
  const answer = await inSlices(
    [1, 2, 3],
    (item) => seen.push(item),
    () => seen.length === 2,
  );
  expect([answer, seen]).toEqual([undefined, [1, 2]]);
});
