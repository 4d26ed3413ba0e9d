import { melodyOf, type MelodyNote } from './melody.ts';

/** Melodies to look for copies in: their intervals one after the other, and all suffixes of that in order. */
export interface MelodyIndex {
  /** Semitones from note to note; every tune ends with a number of its own that no interval equals. */
  readonly intervals: Int32Array;
  /** Start of each suffix, the suffixes sorted (Manber & Myers 1993). */
  readonly suffixes: Uint32Array;
  /** Where each tune starts in `intervals`, with its title. */
  readonly tunes: readonly { readonly start: number; readonly title: string }[];
}

/** The longest stretch of notes that a tune shares with an indexed one, up to transposition. */
export interface SharedRun {
  /** Notes of the stretch; at least 1 where the tune has a note. */
  readonly notes: number;
  /** Whole bars of the tune that it covers. */
  readonly bars: number;
  /** Title of an indexed tune that has it; null where no interval is shared. */
  readonly title: string | null;
}

/** Beyond any interval; tune number n ends with this plus n. */
const END = 1_000_000;

/** Indexes the melodies of canonical tunes. */
export function indexMelodies(
  tunes: readonly { readonly title: string; readonly text: string }[],
): MelodyIndex {
  const all: number[] = [];
  const starts = tunes.map(({ title, text }, number) => {
    const start = all.length;
    all.push(...intervalsOf(melodyOf(text)), END + number);
    return { start, title };
  });
  const intervals = Int32Array.from(all);
  const suffixes = Uint32Array.from(intervals.keys()).sort((a, b) => compareSuffixes(intervals, a, b));
  return { intervals, suffixes, tunes: starts };
}

/** The longest run of notes that a canonical tune shares with any indexed tune, whatever the key. */
export function longestSharedRun(index: MelodyIndex, tune: string): SharedRun {
  const notes = melodyOf(tune);
  const intervals = intervalsOf(notes);
  let best = { length: 0, from: 0, at: -1 };
  for (let from = 0; from < intervals.length - best.length; from++) {
    const { length, at } = longestMatch(index, intervals, from);
    if (length > best.length) best = { length, from, at };
  }
  const run = notes.slice(best.from, best.from + best.length + 1);
  const title = best.at < 0 ? null : (index.tunes.findLast(({ start }) => start <= best.at)?.title ?? null);
  return { notes: run.length, bars: wholeBars(notes, best.from, run.length), title };
}

function intervalsOf(notes: readonly MelodyNote[]): number[] {
  return notes.slice(1).map(({ pitch }, i) => pitch - (notes[i]?.pitch ?? 0));
}

function compareSuffixes(intervals: Int32Array, a: number, b: number): number {
  for (let i = 0; ; i++) {
    const difference = (intervals[a + i] ?? -Infinity) - (intervals[b + i] ?? -Infinity);
    if (difference !== 0 || a === b) return difference;
  }
}

/** The longest prefix of `query` from `from` on that some suffix begins with: beside where it would be sorted in. */
function longestMatch(
  index: MelodyIndex,
  query: readonly number[],
  from: number,
): { length: number; at: number } {
  const { intervals, suffixes } = index;
  let low = 0;
  let high = suffixes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = suffixes[middle] ?? 0;
    const shared = sharedLength(intervals, at, query, from);
    if ((intervals[at + shared] ?? Infinity) < (query[from + shared] ?? -Infinity)) low = middle + 1;
    else high = middle;
  }
  let best = { length: 0, at: -1 };
  for (const at of [suffixes[low - 1], suffixes[low]]) {
    if (at === undefined) continue;
    const length = sharedLength(intervals, at, query, from);
    if (length > best.length) best = { length, at };
  }
  return best;
}

function sharedLength(intervals: Int32Array, at: number, query: readonly number[], from: number): number {
  let length = 0;
  while (from + length < query.length && intervals[at + length] === query[from + length]) length++;
  return length;
}

/** Bars all of whose notes are in the stretch. */
function wholeBars(notes: readonly MelodyNote[], from: number, length: number): number {
  const inside = new Set(notes.slice(from, from + length).map(({ bar }) => bar));
  const outside = [...notes.slice(0, from), ...notes.slice(from + length)];
  for (const { bar } of outside) inside.delete(bar);
  return inside.size;
}
