import { expect, test } from 'vitest';
import * as v from 'valibot';
import { DEFAULT_ECHO } from '../../../src/model/default-echo.ts';
import { echoSources, EchoTableSchema, echoWeight } from '../../../src/model/echo.ts';
import { nextFloat, nextInteger, type Random, seedRandom } from '../../../src/model/random.ts';
import { BLANK_ECHO, estimateEcho } from '../../../src/training/echo.ts';
import { TUNES } from './tunes.ts';

/** A bar of eight notes drawn from all. */
function newBar(random: Random): string {
  return Array.from({ length: 8 }, () => 'CDEFGABcdefgab'.charAt(nextInteger(random, 14))).join('');
}

/** A tune of two parts of eight bars in which bars come again as the default table says, whole. */
function drawnTune(random: Random): string {
  const bars: string[] = [];
  for (let nth = 0; nth < 16; nth++) {
    const sources = echoSources(DEFAULT_ECHO, bars, nth % 8 === 0 ? null : nth % 8);
    const weights = sources.map((source) => echoWeight(DEFAULT_ECHO, source));
    let left = nextFloat(random) * (1 + weights.reduce((sum, one) => sum + one, 0)) - 1;
    const drawn = left < 0 ? undefined : sources.find((_, i) => (left -= weights[i] ?? 0) < 0);
    bars.push(drawn?.text ?? newBar(random));
  }
  const part = (from: number) => `${bars.slice(from, from + 8).join('|')}||\n`;
  return `M:4/4\nK:C\n${part(0)}${part(8)}`;
}

const random = seedRandom(5);
const DRAWN = Array.from({ length: 400 }, () => drawnTune(random));

test('what tunes were drawn with is found in them again', () => {
  const found = estimateEcho(DRAWN, BLANK_ECHO);
  const probability = (table: typeof found, distance: number, place: number): number => {
    const row = table.find((one) => one.distance === distance);
    return (row?.places[place] ?? 0) / (1 + table.reduce((sum, { places }) => sum + (places[place] ?? 0), 0));
  };
  for (const [distance, place] of [
    [4, 4],
    [4, 5],
    [2, 2],
    [8, 6],
    [8, 7],
    [2, 5],
  ] as const) {
    const error = probability(found, distance, place) - probability(DEFAULT_ECHO, distance, place);
    expect(Math.abs(error), `${distance} back at ${place}`).toBeLessThan(0.08);
  }
  for (const { onward, departures } of found.filter(({ distance }) => distance === 4 || distance === 8)) {
    expect(onward).toBeGreaterThan(8);
    expect(Math.max(...departures)).toBeLessThan(0.01);
  }
});

test('where bars never come again, echoes become unlikely', () => {
  const fresh = Array.from({ length: 100 }, () => {
    return `M:4/4\nK:C\n${Array.from({ length: 16 }, () => newBar(random)).join('|')}|]\n`;
  });
  estimateEcho(fresh, DEFAULT_ECHO).forEach(({ distance, places }, nth) => {
    const known = DEFAULT_ECHO[nth]?.places ?? [];
    for (const place of [4, 5, 6, 7].filter((one) => distance < 16 && (known[one] ?? 0) > 0.3)) {
      expect(places[place], `${distance} back at ${place}`).toBeLessThan((known[place] ?? 0) / 4);
    }
  });
});

test('few tunes change little of what is known, none nothing', () => {
  const known = DEFAULT_ECHO;
  expect(estimateEcho([], known)).toEqual(known);
  estimateEcho(TUNES, known).forEach(({ distance, onward, departures }, nth) => {
    expect(distance).toBe(known[nth]?.distance);
    expect(onward / (known[nth]?.onward ?? 0)).toBeGreaterThan(0.5);
    expect(onward / (known[nth]?.onward ?? 0)).toBeLessThan(2);
    for (const departure of departures) expect(departure).toBeLessThan(0.2);
  });
});

test('a model card takes what is estimated, and no table that is damaged', () => {
  const table = estimateEcho(TUNES, DEFAULT_ECHO);
  expect(v.parse(EchoTableSchema, JSON.parse(JSON.stringify(table)))).toEqual(table);
  const [row] = table;
  for (const damaged of [
    { ...row, distance: 0 },
    { ...row, places: [1, 2] },
    { ...row, onward: -1 },
    { ...row, departures: [0, 0.5, 1] },
    { ...row, onward: Infinity },
  ]) {
    expect(v.is(EchoTableSchema, [damaged])).toBe(false);
  }
});
