import { type Random, shuffle } from '../model/random.ts';
import { type MelodyNote, melodyOf } from './melody.ts';

/** How often each thing occurs. */
export type Counts = ReadonlyMap<string, number>;

/** What distances between two sets of tunes are measured over. */
export interface Distributions {
  /** Semitones above the tonic. */
  readonly pitch: Counts;
  /** Semitones from note to note. */
  readonly interval: Counts;
  /** Duration of a note in whole notes. */
  readonly rhythm: Counts;
  /** Of each pair of bars of a tune: how far apart they are, and whether they are the same. */
  readonly repetition: Counts;
}

export type Distances = Readonly<Record<keyof Distributions, number>>;

const NAMES = ['pitch', 'interval', 'rhythm', 'repetition'] as const;
/** Bars further apart are not compared. */
const FARTHEST = 16;

/** Counts over canonical tunes. */
export function distributionsOf(tunes: readonly string[]): Distributions {
  const empty = (): Map<string, number> => new Map();
  const counts = { pitch: empty(), interval: empty(), rhythm: empty(), repetition: empty() };
  for (const tune of tunes) {
    const notes = melodyOf(tune);
    notes.forEach(({ pitch, degree, duration }, i) => {
      add(counts.pitch, String(degree));
      add(counts.rhythm, duration.toFixed(5));
      const before = notes[i - 1];
      if (before) add(counts.interval, String(pitch - before.pitch));
    });
    countRepetition(counts.repetition, notes);
  }
  return counts;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countRepetition(counts: Map<string, number>, notes: readonly MelodyNote[]): void {
  const bars = barsOf(notes);
  bars.forEach((bar, i) => {
    for (let apart = 1; apart <= FARTHEST && i + apart < bars.length; apart++) {
      add(counts, `${apart} ${bar === bars[i + apart]}`);
    }
  });
}

/** Each bar's notes as text: two bars are the same where their pitches and durations are. */
export function barsOf(notes: readonly MelodyNote[]): string[] {
  const bars = new Map<number, string>();
  for (const { bar, pitch, duration } of notes) {
    bars.set(bar, `${bars.get(bar) ?? ''}${pitch}:${duration.toFixed(5)} `);
  }
  return [...bars.values()];
}

/** Jensen–Shannon divergence in bits (Lin 1991): 0 for equal distributions, 1 for ones with nothing in common. */
export function divergence(a: Counts, b: Counts): number {
  const [totalA, totalB] = [total(a), total(b)];
  let bits = 0;
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const p = (a.get(key) ?? 0) / totalA;
    const q = (b.get(key) ?? 0) / totalB;
    const middle = (p + q) / 2;
    bits += (p > 0 ? p * Math.log2(p / middle) : 0) / 2 + (q > 0 ? q * Math.log2(q / middle) : 0) / 2;
  }
  return bits;
}

function total(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** The divergence between two sets of tunes in each respect. */
export function distances(a: Distributions, b: Distributions): Distances {
  const [pitch, interval, rhythm, repetition] = NAMES.map((name) => divergence(a[name], b[name]));
  return { pitch: pitch ?? 0, interval: interval ?? 0, rhythm: rhythm ?? 0, repetition: repetition ?? 0 };
}

/** The yardstick: the mean distance between random halves of one set of tunes. */
export function splitHalfDistances(tunes: readonly string[], times: number, random: Random): Distances {
  const half = Math.floor(tunes.length / 2);
  return meanDistances(times, () => {
    const order = shuffle(random, [...tunes]);
    return [order.slice(0, half), order.slice(half)];
  });
}

/**
 * What compares with the yardstick of `tunes`: the mean distance between random samples of both sets, each half as
 * large as `tunes`, for small samples lie further apart than large ones.
 */
export function sampledDistances(
  tunes: readonly string[],
  others: readonly string[],
  times: number,
  random: Random,
): Distances {
  const half = Math.floor(tunes.length / 2);
  return meanDistances(times, () => [
    shuffle(random, [...tunes]).slice(0, half),
    shuffle(random, [...others]).slice(0, half),
  ]);
}

function meanDistances(
  times: number,
  draw: () => readonly [readonly string[], readonly string[]],
): Distances {
  const sums = { pitch: 0, interval: 0, rhythm: 0, repetition: 0 };
  for (let i = 0; i < times; i++) {
    const [one, other] = draw();
    const apart = distances(distributionsOf(one), distributionsOf(other));
    for (const name of NAMES) sums[name] += apart[name] / times;
  }
  return sums;
}
