import { expect, test } from 'vitest';
import type { Activity } from '../../../src/extension/activity.ts';
import { formatMillis, statusLabel } from '../../../src/extension/status/label.ts';

const QUIET: Activity = {
  thinking: 0,
  millis: undefined,
  training: undefined,
  snoozedUntil: 0,
  problem: undefined,
};
const label = (activity: Partial<Activity>, enabled = true) =>
  statusLabel({ activity: { ...QUIET, ...activity }, enabled, model: 'irish-folk', now: 1_000_000 });

test.each([
  ['on', {}, true, '♪ on'],
  ['on, with the last time', { millis: 12.3 }, true, '♪ 12 ms'],
  ['thinking', { thinking: 1, millis: 12 }, true, '♪ …'],
  ['off', { millis: 12 }, false, '♪ off'],
  ['snoozed', { snoozedUntil: 1_000_000 + 61_000 }, true, '♪ 2 min'],
  ['snoozed no longer', { snoozedUntil: 999_999 }, true, '♪ on'],
  ['training', { training: { share: 0.419, tooltip: '' } }, true, '♪ on $(mortar-board) 41 %'],
  ['unable', { problem: 'weights.bin is damaged' }, true, '♪ $(warning)'],
])('%s: %j', (_, activity, enabled, text) => {
  expect(label(activity, enabled).text).toBe(text);
});

test('the tooltip names the model and what is wrong', () => {
  const { tooltip, warning } = label({ problem: 'weights.bin is damaged; select another model' });
  expect(tooltip).toContain('irish-folk');
  expect(tooltip).toContain('weights.bin is damaged; select another model');
  expect(warning).toBe(true);
});

test('a screen reader hears words', () => {
  expect(label({ training: { share: 0.5, tooltip: '' } }).spoken).toBe(
    'Tunewright: suggestions are on, training 50 percent',
  );
});

test.each([
  [0.2, '1 ms'],
  [999.4, '999 ms'],
  [1249, '1.2 s'],
])('%d ms is shown as %s', (millis, text) => {
  expect(formatMillis(millis)).toBe(text);
});
