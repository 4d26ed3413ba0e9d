import { expect, test } from 'vitest';
import { wavOf } from '../../../src/webview/music/wav.ts';

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

test('a WAV file says what it holds, then holds it, left before right', () => {
  const left = Float32Array.of(0, 0.5, -0.5);
  const right = Float32Array.of(0.25, 0, 0);
  const file = wavOf([left, right], 44_100);
  const view = new DataView(file.buffer);
  expect(text(file, 0, 4) + text(file, 8, 16) + text(file, 36, 40)).toBe('RIFFWAVEfmt data');
  expect(view.getUint32(4, true)).toBe(file.length - 8);
  expect(view.getUint16(22, true)).toBe(2);
  expect(view.getUint32(24, true)).toBe(44_100);
  expect(view.getUint32(28, true)).toBe(44_100 * 4);
  expect(view.getUint32(40, true)).toBe(3 * 2 * 2);
  const samples = [0, 1, 2, 3, 4, 5].map((nth) => view.getInt16(44 + 2 * nth, true));
  expect(samples).toEqual([0, 8192, 16384, 0, -16383, 0]);
});

test('what is too loud is brought down as a whole', () => {
  const view = new DataView(wavOf([Float32Array.of(2, -1)], 8000).buffer);
  expect([view.getInt16(44, true), view.getInt16(46, true)]).toEqual([31_129, -15_564]);
});

test('silence and nothing at all are files too', () => {
  expect(wavOf([new Float32Array(4)], 8000).length).toBe(44 + 8);
  expect(wavOf([], 8000).length).toBe(44);
});
