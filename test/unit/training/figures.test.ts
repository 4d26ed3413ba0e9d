import { expect, test } from 'vitest';
import { seedRandom } from '../../../src/model/random.ts';
import {
  distances,
  distributionsOf,
  divergence,
  sampledDistances,
  splitHalfDistances,
} from '../../../src/training/distribution.ts';
import { figuresOf } from '../../../src/training/figures.ts';
import { melodyOf } from '../../../src/training/melody.ts';
import { transpositionsOf } from '../../../src/training/augment.ts';
import { JIG, POLKA, REEL, TUNES } from './tunes.ts';

/** Pitches and durations (as multiples of 1/8) of a body. */
function melody(body: string, header = 'M:4/4\nK:G\n'): string {
  return melodyOf(header + body)
    .map(({ pitch, duration }) => `${pitch}:${duration * 8}`)
    .join(' ');
}

test.each([
  ['GF c', '67:1 66:1 72:1'],
  ["G,=Ff' ^F|F", '55:1 65:1 90:1 66:1 66:1'],
  ['=F f F|F', '65:1 78:1 65:1 66:1'],
  ['A>B c<d', '69:1.5 71:0.5 72:0.5 74:1.5'],
  ['{ag}e2 z [Ac]2', '76:2 69:2'],
  ['F[K:C]F', '66:1 65:1'],
])('%j sounds %s', (body, expected) => {
  expect(melody(body)).toBe(expected);
});

test('degrees and keys follow the key in force; onsets and bars count on', () => {
  expect(melodyOf('M:2/4\nK:Am\nA2 c2|z2 ^G2|[K:D]d4|\n')).toEqual([
    { pitch: 69, duration: 0.25, onset: 0, bar: 0, degree: 0, inKey: true },
    { pitch: 72, duration: 0.25, onset: 0.25, bar: 0, degree: 3, inKey: true },
    { pitch: 68, duration: 0.25, onset: 0.75, bar: 1, degree: 11, inKey: false },
    { pitch: 74, duration: 0.5, onset: 1, bar: 2, degree: 0, inKey: true },
  ]);
});

test('figures of a sound tune and of a broken one', () => {
  expect(figuresOf([JIG])).toMatchObject({
    fullBars: 1,
    cleanTunes: 1,
    properEndings: 1,
    tonicEndings: 1,
    notesInKey: 1,
    bars: 8,
    eightBarTunes: 1,
    wholePhrases: 1,
    lowest: 62,
    highest: 78,
  });
  const broken = figuresOf(['M:6/8\nK:G\nGAB cBA|BG|B2^c d3|A']);
  expect(broken).toMatchObject({ cleanTunes: 0, properEndings: 0, tonicEndings: 0, eightBarTunes: 0 });
  expect(broken.rightBars).toBeLessThan(1);
  expect(broken.notesInKey).toBeCloseTo(11 / 12);
});

test('bars that come again are counted', () => {
  expect(figuresOf(['M:2/4\nK:C\nCDEF|CDEF|C4|CDEF|\n']).repeatedBars).toBe(0.5);
});

test('divergence is 0 for equal counts and 1 bit for ones with nothing in common', () => {
  const counts = (text: string): Map<string, number> => new Map(text.split(' ').map((word) => [word, 2]));
  expect(divergence(counts('a b'), counts('b a'))).toBe(0);
  expect(divergence(counts('a b'), counts('c d'))).toBe(1);
  expect(divergence(counts('a b'), counts('b c'))).toBeCloseTo(0.5);
});

test('distances do not see the key, but see other music', () => {
  const [own, moved] = [distributionsOf([REEL]), distributionsOf(transpositionsOf(REEL).slice(0, 1))];
  expect(Object.values(distances(own, moved))).toEqual([0, 0, 0, 0]);
  for (const distance of Object.values(distances(own, distributionsOf([POLKA]))))
    expect(distance).toBeGreaterThan(0.01);
});

test('the split-half yardstick follows from the seed', () => {
  const yardstick = splitHalfDistances(TUNES, 3, seedRandom(4));
  expect(splitHalfDistances(TUNES, 3, seedRandom(4))).toEqual(yardstick);
  expect(yardstick.pitch).toBeGreaterThan(0);
});

test('samples of the same tunes are as far apart as halves are, those of other music further', () => {
  const people = [...TUNES, ...TUNES, ...TUNES, ...TUNES];
  const yardstick = splitHalfDistances(people, 20, seedRandom(5));
  const same = sampledDistances(people, people, 20, seedRandom(6));
  const other = sampledDistances(
    people,
    people.map(() => POLKA),
    20,
    seedRandom(6),
  );
  expect(same.interval).toBeLessThan(2 * yardstick.interval);
  expect(other.interval).toBeGreaterThan(2 * yardstick.interval);
});

test('bars of a tune are counted as music, with pickups and split bars in all', () => {
  expect(figuresOf(['M:2/4\nK:C\nG|CDEF|C3:|\n']).bars).toBe(2);
});
