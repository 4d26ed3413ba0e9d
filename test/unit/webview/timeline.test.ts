import { expect, test } from 'vitest';
import {
  clock,
  momentAt,
  stretchOf,
  timeOfOffset,
  type Timeline,
} from '../../../src/webview/music/timeline.ts';

/** "|:C D:|E" with a second for each note: C and D sound twice. */
const timeline: Timeline = {
  moments: [
    { at: 0, notes: [{ start: 2, end: 4 }] },
    { at: 1, notes: [{ start: 4, end: 5 }] },
    { at: 2, notes: [{ start: 2, end: 4 }] },
    { at: 3, notes: [{ start: 4, end: 5 }] },
    { at: 4, notes: [{ start: 7, end: 8 }] },
  ],
  duration: 5,
};

test.each([
  [-0.1, -1],
  [0, 0],
  [0.99, 0],
  [1, 1],
  [4.5, 4],
  [99, 4],
])('at %d s the moment is %i', (seconds, moment) => {
  expect(momentAt(timeline, seconds)).toBe(moment);
});

test('a note sounds first when it is first reached', () => {
  expect(timeOfOffset(timeline, 2)).toBe(0);
  expect(timeOfOffset(timeline, 4)).toBe(1);
});

test('where no note stands, the next one in the text counts; behind the last, the start', () => {
  expect(timeOfOffset(timeline, 0)).toBe(0);
  expect(timeOfOffset(timeline, 5)).toBe(4);
  expect(timeOfOffset(timeline, 8)).toBe(0);
});

test('a selection is a stretch of time: from its first note to the next note outside it', () => {
  expect(stretchOf(timeline, 2, 4), 'the first time through').toEqual({ from: 0, to: 1 });
  expect(stretchOf(timeline, 2, 5), 'both times through').toEqual({ from: 0, to: 4 });
  expect(stretchOf(timeline, 7, 8), 'to the end').toEqual({ from: 4, to: 5 });
  expect(stretchOf(timeline, 5, 7), 'no note in it').toBeNull();
});

test('a tune without notes has no moments', () => {
  const silence: Timeline = { moments: [], duration: 0 };
  expect(momentAt(silence, 1)).toBe(-1);
  expect(timeOfOffset(silence, 1)).toBe(0);
});

test('the clock shows minutes and seconds', () => {
  expect([0, 9.9, 65, 600].map(clock)).toEqual(['0:00', '0:09', '1:05', '10:00']);
});
