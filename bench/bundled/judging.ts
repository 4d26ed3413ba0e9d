import abcjs from 'abcjs';
import type { Random } from '../../src/model/random.ts';
import { type Distances, sampledDistances, splitHalfDistances } from '../../src/training/distribution.ts';
import { type Figures, figuresOf } from '../../src/training/figures.ts';
import { longestSharedRun, type MelodyIndex } from '../../src/training/novelty.ts';
import { type Repetition, repetitionOf } from './repetition.ts';

/** How near tunes come to ones that were trained on. */
export interface Novelty {
  /** Notes of the longest run that a tune shares with a training tune, whatever the key. */
  readonly median: number;
  readonly longest: number;
  /** Tunes that share this many bars on end, or more. */
  readonly copies: readonly { readonly tune: string; readonly of: string; readonly bars: number }[];
}

export interface Judgement {
  /** Tunes that abcjs reads without a warning. */
  readonly withoutWarnings: number;
  readonly figures: Figures;
  readonly repetition: Repetition;
  readonly novelty: Novelty;
}

/** How far composed tunes are from people's, and people's from each other, measured with samples of one size. */
export interface Distance {
  readonly composed: Distances;
  readonly people: Distances;
}

const COPIED_BARS = 8;
const DRAWS = 10;

/** Judges tunes, given as ABC records and as canonical text. */
export function judge(
  records: readonly string[],
  tunes: readonly string[],
  trainingMelodies: MelodyIndex,
): Judgement {
  return {
    withoutWarnings: records.filter((record) => warningsOf(record).length === 0).length / records.length,
    figures: figuresOf(tunes),
    repetition: repetitionOf(tunes),
    novelty: noveltyOf(tunes, trainingMelodies),
  };
}

/** What abcjs has to say against a tune. */
function warningsOf(record: string): readonly string[] {
  return abcjs.parseOnly(record).flatMap(({ warnings }) => warnings ?? []);
}

function noveltyOf(tunes: readonly string[], index: MelodyIndex): Novelty {
  const shared = tunes.map((tune) => ({ tune, ...longestSharedRun(index, tune) }));
  const lengths = shared.map(({ notes }) => notes).sort((a, b) => a - b);
  return {
    median: medianOf(lengths),
    longest: lengths.at(-1) ?? 0,
    copies: shared.flatMap(({ tune, title, bars }) =>
      bars >= COPIED_BARS && title !== null ? [{ tune, of: title, bars }] : [],
    ),
  };
}

/** The median of numbers in order. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** The distance of canonical tunes to people's. */
export function distanceOf(people: readonly string[], composed: readonly string[], random: Random): Distance {
  return {
    composed: sampledDistances(people, composed, DRAWS, random),
    people: splitHalfDistances(people, DRAWS, random),
  };
}
