import { expect, test } from 'vitest';
import { describeCard } from '../../../src/extension/model-choice/card.ts';

test.each([
  [
    {
      training: { tunes: 1310, from: 'irish-folk', recipe: { layers: 2, units: 256 } },
      figures: { validation: { bitsPerCharacter: 1.8049 } },
    },
    '1,310 tunes, on top of irish-folk, 2 × 256 units, 1.80 bits per character on unseen tunes',
  ],
  [{ training: { from: null }, figures: {} }, ''],
  [{ name: 'brought in' }, ''],
  [{ training: 'by hand' }, ''],
  [[], ''],
])('a record %j is described as “%s”', (record, line) => {
  expect(describeCard(JSON.stringify(record))).toBe(line);
});

test('what is not JSON is an error', () => {
  expect(() => describeCard('{')).toThrow();
});
