import abcjs from 'abcjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seedRandom } from '../../../src/model/random.ts';
import {
  commonIntervals,
  sharpsOf,
  transposed,
  transposedAtRandom,
  transpositionsOf,
} from '../../../src/training/augment.ts';
import { AIR, JIG, POLKA, TUNES } from './tunes.ts';

const UP_A_FIFTH = { steps: 4, semitones: 7 };

test.each([
  ['K:G\nGAB ^cBA|', 'K:D\ndef ^gfe|'],
  ['K:Gm\n_e=ef ^fg|', "K:Dm\n_b=bc' ^c'd'|"],
  ['K:C\n"Am7"A,"F/C"C|', 'K:G\n"Em7"E"C/G"G|'],
  ['K:Ador\n{ag}f .e (3dcB [Ace]2 "Bb"z', "K:Edor\n{e'd'}c' .b (3agf [egb]2 \"F\"z"],
  ['K:D\n[K:Bm]F [M:9/8]G', 'K:A\n[K:F#m]c [M:9/8]d'],
  ['K:Dphr ^f\nd|', 'K:Aphr ^c\na|'],
  ['K:G\nGA|\nG:|\n', 'K:D\nde|\nd:|\n'],
  ['R:reel dance\nK:G\nG|', 'R:reel dance\nK:D\nd|'],
])('%j a fifth up is %j', (tune, expected) => {
  expect(transposed(tune, UP_A_FIFTH)).toBe(expected);
});

test('a tune without a key, or beyond what can be spelt, stays where it is', () => {
  expect(transposed('K:none\nABc|', UP_A_FIFTH)).toBeNull();
  expect(transposed('K:HP\nABc|', UP_A_FIFTH)).toBeNull();
  expect(transposed('K:C#\nABc|', UP_A_FIFTH)).toBeNull();
  expect(transposed('K:G\n^^B|', { steps: 0, semitones: 1 })).toBeNull();
  expect(transposedAtRandom('K:none\nABc|\n', seedRandom(1))).toBe('K:none\nABc|\n');
});

test.each([
  ['G', 1],
  ['Gm', -2],
  ['Edor', 2],
  ['F#m', 3],
  ['Bb', -2],
  ['none', null],
  ['D ^f', null],
])('the signature of K:%s has %s sharps', (key, sharps) => {
  expect(sharpsOf(key)).toBe(sharps);
});

/** MIDI pitches of all notes in the order they sound, as abcjs reads them. */
function pitches(tune: string): number[] {
  const [parsed] = abcjs.parseOnly(`X:1\nL:1/8\n${tune.replace(/"[^"]*"/g, '')}`);
  const { tracks } = parsed.setUpAudio({});
  return tracks.flat().flatMap((event) => (event.cmd === 'note' ? [event.pitch] : []));
}

test('every sounding pitch moves by the same semitones, by abcjs’s reading', () => {
  for (const tune of TUNES) {
    const before = pitches(tune);
    expect(before.length).toBeGreaterThan(8);
    const intervals = commonIntervals(tune);
    expect(intervals.length).toBeGreaterThanOrEqual(4);
    for (const interval of intervals) {
      const after = pitches(transposed(tune, interval) ?? '');
      expect(after.map((pitch, i) => pitch - (before[i] ?? 0))).toEqual(before.map(() => interval.semitones));
    }
  }
});

test('there and back again is the same tune', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TUNES), fc.nat(5), (tune, choice) => {
      const interval = commonIntervals(tune)[choice];
      if (interval === undefined) return;
      const back = { steps: -interval.steps, semitones: -interval.semitones };
      expect(transposed(transposed(tune, interval) ?? '', back)).toBe(tune);
    }),
  );
});

test('common keys keep mode and range', () => {
  const keys = transpositionsOf(AIR).map((tune) => /^K:(.*)$/m.exec(tune)?.[1]);
  expect(keys).toEqual(['Cdor', 'Gdor', 'Ddor', 'Edor', 'Bdor']);
  for (const tune of transpositionsOf(JIG)) {
    expect(Math.min(...pitches(tune))).toBeGreaterThanOrEqual(55);
    expect(Math.max(...pitches(tune))).toBeLessThanOrEqual(87);
  }
  expect(transpositionsOf(POLKA)).not.toContain(POLKA);
});
