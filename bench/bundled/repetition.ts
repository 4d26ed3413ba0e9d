import { barsOf } from '../../src/training/distribution.ts';
import { melodyOf } from '../../src/training/melody.ts';

/** How bars come again in tunes, note for note; shares are 0 … 1. */
export interface Repetition {
  /** Of a tune's bars those that stood in it before: the 5th, 25th, 50th, 75th and 95th of 100 tunes in order. */
  readonly quantiles: readonly number[];
  /** Bars that are the same as the one 1, 2, 4, 8, 16 before, of those that have one. */
  readonly apart: readonly { readonly distance: number; readonly share: number }[];
  /** Tunes in which a bar stands twice, three times and four times running or more. */
  readonly runs: readonly number[];
  /** Most equal bars on end in any tune. */
  readonly longestRun: number;
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
const DISTANCES = [1, 2, 4, 8, 16];

/** Measures canonical tunes. */
export function repetitionOf(tunes: readonly string[]): Repetition {
  const all = tunes.map((tune) => barsOf(melodyOf(tune)));
  const again = all.map((bars) => 1 - new Set(bars).size / Math.max(1, bars.length)).sort((a, b) => a - b);
  const longest = all.map(longestRunOf);
  const share = (run: number): number => longest.filter((one) => one >= run).length / Math.max(1, all.length);
  return {
    quantiles: QUANTILES.map((quantile) => again[Math.round(quantile * (again.length - 1))] ?? 0),
    apart: DISTANCES.map((distance) => ({ distance, share: shareApart(all, distance) })),
    runs: [share(2), share(3), share(4)],
    longestRun: Math.max(0, ...longest),
  };
}

function longestRunOf(bars: readonly string[]): number {
  let [longest, run] = [0, 0];
  bars.forEach((bar, nth) => {
    run = bar === bars[nth - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

function shareApart(tunes: readonly (readonly string[])[], distance: number): number {
  const pairs = tunes.flatMap((bars) => bars.slice(distance).map((bar, nth) => bar === bars[nth]));
  return pairs.filter(Boolean).length / Math.max(1, pairs.length);
}
