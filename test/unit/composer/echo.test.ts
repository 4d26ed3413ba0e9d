import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEchoAlphabet,
  type Echo,
  expectation,
  hear,
  mix,
  mixedProbability,
  probabilityBetween,
  startEcho,
} from '../../../src/composer/echo.ts';
import { createMusicReader } from '../../../src/composer/music.ts';
import { DEFAULT_ECHO } from '../../../src/model/default-echo.ts';
import type { EchoTable } from '../../../src/model/echo.ts';
import { REEL, TUNES } from '../training/tunes.ts';
import { CHARACTERS } from './reading.ts';

const ALPHABET = createEchoAlphabet(CHARACTERS);

function echoAfter(table: EchoTable, canonical: string): Echo {
  return startEcho(table, createMusicReader()(canonical).bars);
}

/** One distance; weight 1 everywhere, 3 where the bar before echoes too; departs once in ten characters. */
const FOUR_BACK: EchoTable = [
  { distance: 4, places: [1, 1, 1, 1, 1, 1, 1, 1, 1], onward: 3, departures: [0.1, 0.1, 0.1] },
];

function after(body: string, table = FOUR_BACK): Echo {
  return echoAfter(table, `M:2/4\nK:C\n${body}`);
}

/** What an echo would go on with, and how likely that is. */
function expected(body: string, table = FOUR_BACK): Record<string, number> {
  const { characters } = expectation(after(body, table), ALPHABET);
  return Object.fromEntries(
    characters.map(({ index, stays }) => [CHARACTERS[index] ?? '', Number(stays.toFixed(9))] as const),
  );
}

describe('an echo of the bar four back', () => {
  test('is not expected where there is none', () => {
    expect(expected('A2B2|c2d2|e2f2|')).toEqual({});
  });

  test('is as likely as a new bar, here, and stays what it is nine times in ten', () => {
    expect(expected('A2B2|c2d2|e2f2|g2a2|')).toEqual({ A: 0.5 * 0.9 });
  });

  test('is likelier where the bar before was one: after A B C D A B comes C', () => {
    expect(expected('A2B2|c2d2|e2f2|g2a2|A2B2|c2d2|')).toEqual({ e: 0.75 * 0.9 });
  });

  test('is all but certain once the bar goes the same way', () => {
    const { e2 = 0 } = { e2: expected('A2B2|c2d2|e2f2|g2a2|A2B2|c2d2|e')['2'] };
    expect(e2).toBeGreaterThan(0.8);
    expect(expected('A2B2|c2d2|e2f2|g2a2|A2B2|c2d2|e2f')['2']).toBeGreaterThan(e2);
  });

  test('is given up where it goes another way, up to the next bar', () => {
    expect(expected('A2B2|c2d2|e2f2|g2a2|A2B2|c2d2|g')).toEqual({});
    expect(expected('A2B2|c2d2|e2f2|g2a2|A2B2|c2d2|e2g2|')).toEqual({ g: 0.5 * 0.9 });
  });

  test('leaves the bar line to the network', () => {
    expect(expected('A2B2|c2d2|e2f2|g2a2|A2B2')).toEqual({});
    expect(expectation(after('A2B2|c2d2|e2f2|g2a2|'), ALPHABET).between).toBe(ALPHABET.between);
    expect(expectation(after('A2B2|c2d2|e2f2|g2a2|A'), ALPHABET).between).toBeNull();
  });

  test('counts bars, not pickups', () => {
    expect(expected('G|A2B2|c2d2|e2f2|g3:|\ng|')).toEqual({ A: 0.5 * 0.9 });
  });

  test('is expected behind the number of an ending', () => {
    expect(Object.keys(expected('A2B2|c2d2|e2f2|g2a2|1'))).toEqual(['A']);
  });
});

/** Softmax-like probabilities [V] from any numbers. */
function probabilitiesOf(weights: readonly number[]): Float64Array {
  const all = Float64Array.from(CHARACTERS, (_, i) => weights[i % weights.length] ?? 0);
  const sum = all.reduce((total, one) => total + one, 0);
  return all.map((one) => one / sum);
}

const weights = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 3, maxLength: 80 });
const place = fc.tuple(fc.constantFrom(...TUNES, REEL.repeat(2)), fc.nat()).map(([tune, at]) => {
  return tune.slice(0, at % (tune.length + 1));
});

describe('the mixture', () => {
  test('sums to 1 wherever it is asked for, whatever the network says', () => {
    fc.assert(
      fc.property(place, weights, (text, numbers) => {
        const probabilities = probabilitiesOf(numbers);
        const network = probabilities.slice();
        const expected = expectation(echoAfter(DEFAULT_ECHO, text), ALPHABET);
        mix(probabilities, expected, null);
        probabilities.forEach((one, index) => {
          expect(mixedProbability(network, expected, index)).toBeCloseTo(one, 12);
        });
        expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...probabilities)).toBeGreaterThan(-1e-12);
      }),
    );
  });

  test('sums to 1 within a mask and gives nothing outside it', () => {
    fc.assert(
      fc.property(place, weights, fc.array(fc.boolean(), { minLength: 2 }), (text, numbers, allowed) => {
        const mask = Uint8Array.from(CHARACTERS, (_, i) => (allowed[i % allowed.length] === true ? 1 : 0));
        mask[1] = 1;
        const probabilities = probabilitiesOf(numbers).map((one, i) => (mask[i] === 1 ? one : 0));
        const sum = probabilities.reduce((total, one) => total + one, 0);
        const within = probabilities.map((one) => one / sum);
        mix(within, expectation(echoAfter(DEFAULT_ECHO, text), ALPHABET), mask);
        expect(within.reduce((total, one) => total + one, 0)).toBeCloseTo(1, 9);
        within.forEach((one, i) => {
          if (mask[i] === 0) expect(one).toBe(0);
        });
      }),
    );
  });

  test('gives a whole bar what its experts give it together', () => {
    const before = 'A2B2|c2d2|e2f2|g2a2|A2B2|c2d2|';
    const network = probabilitiesOf([3, 1, 4, 1, 5, 9, 2, 6]);
    const of = (character: string) => network[ALPHABET.indexOf.get(character) ?? 0] ?? 0;
    const outside = probabilityBetween(network, ALPHABET.between);
    let [echo, together] = [after(before), 1];
    for (const character of 'e2g2') {
      const mixed = network.slice();
      const next = expectation(echo, ALPHABET);
      mix(mixed, next, null);
      together *= mixed[ALPHABET.indexOf.get(character) ?? 0] ?? 0;
      echo = hear(echo, character, { of, betweenBars: next.between === null ? 0 : outside });
    }
    const fresh = of('e') * of('2') * of('g') * of('2');
    const another = (0.1 * of('g')) / (1 - of('f'));
    const echoed = 0.9 * (1 - outside) * 0.9 * another * of('2');
    expect(together).toBeCloseTo(0.25 * fresh + 0.75 * echoed, 12);
  });
});
