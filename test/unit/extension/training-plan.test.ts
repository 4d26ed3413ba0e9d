import { describe, expect, test } from 'vitest';
import { planOf } from '../../../src/extension/training/plan.ts';

describe('orders given along with the command', () => {
  test.each([
    [{}, { minutes: 10, start: 'bundled', resume: false }],
    [{ minutes: 3 }, { minutes: 3, start: 'bundled', resume: false }],
    [{ start: 'nothing' }, { minutes: 10, start: 'nothing', resume: false }],
    [{ resume: true }, { minutes: 10, start: 'bundled', resume: false }],
  ])('%j come to %j', (orders, plan) => {
    expect(planOf(orders, null, 10)).toEqual(plan);
  });

  test('an unfinished run is gone on with as it was begun', () => {
    const unfinished = { minutes: 30, share: 0.4 };
    expect(planOf({ resume: true }, unfinished, 10)).toEqual({ minutes: 30, start: 'nothing', resume: true });
    expect(planOf({ resume: true }, { ...unfinished, from: '/models/irish-folk' }, 10)?.start).toBe(
      'bundled',
    );
    expect(planOf({ minutes: 3 }, unfinished, 10)?.resume).toBe(false);
  });

  test.each([undefined, null, 5, { fsPath: '/a.abc' }, { minutes: 0 }, { minutes: '3' }])(
    'what is none (%j) means that the person is asked',
    (orders) => {
      expect(planOf(orders, null, 10)).toBeUndefined();
    },
  );
});
