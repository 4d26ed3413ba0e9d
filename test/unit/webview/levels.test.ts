import { expect, test } from 'vitest';
import { levels } from '../../../src/webview/music/levels.ts';

test('the loudness of a square wave is its height', () => {
  expect(levels(Float32Array.of(0.5, -0.5, 0.5, -0.5))).toEqual({ rms: 0.5, peak: 0.5 });
});

test('the peak counts below zero as above', () => {
  expect(levels(Float32Array.of(0, -0.75, 0.25, 0)).peak).toBe(0.75);
});

test('silence, and no sound at all, have no loudness', () => {
  expect(levels(new Float32Array(8))).toEqual({ rms: 0, peak: 0 });
  expect(levels(new Float32Array(0))).toEqual({ rms: 0, peak: 0 });
});
