import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import abcjs from 'abcjs';
import { expect, test } from 'vitest';
import { HIGHEST_KEY, LOWEST_KEY, noteName, pianoKey } from '../../../src/webview/music/note-names.ts';

const FOLDER = join(import.meta.dirname, '../../../media/sounds/acoustic_grand_piano-mp3');
const KEYS = Array.from({ length: HIGHEST_KEY - LOWEST_KEY + 1 }, (_, index) => LOWEST_KEY + index);

test.each([
  [21, 'A0'],
  [22, 'Bb0'],
  [60, 'C4'],
  [61, 'Db4'],
  [66, 'Gb4'],
  [69, 'A4'],
  [108, 'C8'],
])('MIDI pitch %i is called %s', (pitch, name) => {
  expect(noteName(pitch)).toBe(name);
});

test('notes have the names by which abcjs asks for them', () => {
  const asked: Readonly<Record<number, string | undefined>> = abcjs.synth.pitchToNoteName;
  expect(KEYS.map(noteName)).toEqual(KEYS.map((pitch) => asked[pitch]));
});

test('a pitch beyond the keyboard sounds at its nearest octave on it', () => {
  expect(pianoKey(60)).toBe(60);
  expect(pianoKey(20)).toBe(32);
  expect(pianoKey(0)).toBe(24);
  expect(pianoKey(109)).toBe(97);
  expect(pianoKey(127)).toBe(103);
});

test('there is one sound for each of the 88 keys, and no other file', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(KEYS.map((pitch) => `${noteName(pitch)}.mp3`).sort());
});

test('all sounds together stay small', () => {
  const bytes = KEYS.reduce((sum, pitch) => sum + readSound(pitch).length, 0);
  expect(bytes).toBeLessThan(1_600_000);
});

test.each(KEYS.map((pitch) => [noteName(pitch), pitch] as const))(
  '%s is a mono mp3 that rings on',
  (_, pitch) => {
    const bytes = readSound(pitch);
    const channelMode = (bytes[3] ?? 0) >> 6;
    expect([bytes[0], (bytes[1] ?? 0) & 0xe0], 'an mp3 frame').toEqual([0xff, 0xe0]);
    expect(channelMode, 'one channel').toBe(3);
    // Frames of silence shrink to some 50 bytes: a silent file would be a tenth of this.
    expect(bytes.length).toBeGreaterThan(6_000);
  },
);

function readSound(pitch: number): Uint8Array {
  return readFileSync(join(FOLDER, `${noteName(pitch)}.mp3`));
}
