import type { Key } from '../../key.ts';
import { type Chord, chordsOf, familyOf, type Family } from './chords.ts';
import type { Span } from './spans.ts';

/** What the choice of chords goes by: how much a whole bar of it counts. Fitted to tunebooks, and rounded. */
const TASTE = {
  /** Notes that are the root, the third, the fifth of the chord, or no part of it. */
  root: 3,
  third: 2.4,
  fifth: 2.8,
  foreign: -1.3,
  /** Times a chord's own liking. */
  liking: 1.7,
  /** Keeping the chord over a bar line, and within a bar. */
  stay: 0.1,
  stayWithin: 1,
  /** Moves that lead on, such as dominant to tonic. */
  leading: 0.3,
  /** The tonic where a part opens, where it closes, and what leads to it just before. */
  opening: 0.5,
  closing: 0.8,
  cadence: 3,
};

/** Moves that lead on, by degree in semitones: from, to. */
const LEADING: Readonly<Record<Family, readonly (readonly [number, number])[]>> = {
  major: [
    [7, 0],
    [5, 7],
    [2, 7],
    [9, 2],
    [0, 5],
  ],
  mixolydian: [
    [10, 0],
    [5, 0],
    [7, 0],
    [0, 10],
  ],
  dorian: [
    [10, 0],
    [7, 0],
    [5, 10],
    [0, 10],
  ],
  minor: [
    [7, 0],
    [10, 0],
    [10, 3],
    [5, 7],
    [8, 10],
  ],
};

/** The degrees that lead to the tonic at the end of a part. */
const DOMINANTS: Readonly<Record<Family, readonly number[]>> = {
  major: [7],
  mixolydian: [10, 7],
  dorian: [10, 7],
  minor: [7, 10],
};

/** A chord that may stand on a span, and how it came to be the best one there. */
interface State {
  readonly chord: Chord;
  readonly score: number;
  readonly before: State | null;
}

function fit({ weights, share }: Span, { tones, liking }: Chord): number {
  const [root, third, fifth] = tones;
  let score = TASTE.liking * liking * share;
  weights.forEach((weight, pitchClass) => {
    if (weight === 0) return;
    const value =
      pitchClass === root
        ? TASTE.root
        : pitchClass === third
          ? TASTE.third
          : pitchClass === fifth
            ? TASTE.fifth
            : TASTE.foreign;
    score += weight * value;
  });
  return score;
}

/** What the place of a span in its part says for a chord. */
function placed({ opens, closes, bar, share }: Span, next: Span | undefined, { degree }: Chord): number {
  let score = 0;
  if (opens && degree === 0) score += TASTE.opening;
  if (closes && degree === 0) score += TASTE.closing;
  const leads = !closes && next?.closes === true && DOMINANTS[familyOf(bar.key)].includes(degree);
  return leads ? score + TASTE.cadence * share : score;
}

function move(from: Chord, to: Chord, span: Span): number {
  if (from.name === to.name) return span.first ? TASTE.stay : TASTE.stayWithin;
  if (span.opens) return 0;
  const leads = LEADING[familyOf(span.bar.key)].some(([a, b]) => a === from.degree && b === to.degree);
  return leads ? TASTE.leading : 0;
}

function bestBefore(
  states: readonly State[],
  chord: Chord,
  span: Span,
): { score: number; before: State | null } {
  let best: { score: number; before: State | null } = { score: 0, before: null };
  for (const before of states) {
    const score = before.score + move(before.chord, chord, span);
    if (best.before === null || score > best.score) best = { score, before };
  }
  return best;
}

/**
 * The likeliest chord of each span (Viterbi 1967): by the notes in it, strong beats above all, by what the chord
 * before leads to, and by where parts open and close. `fixed` names the chords that stand there already; a span
 * whose key has no tonic gets null.
 */
export function chooseChords(spans: readonly Span[], fixed: (span: Span) => string | null): (Chord | null)[] {
  const chosen: (Chord | null)[] = [];
  let states: State[] = [];
  const close = (): void => {
    let state = states.reduce<State | null>((a, b) => (a && a.score >= b.score ? a : b), null);
    const path: Chord[] = [];
    for (; state; state = state.before) path.push(state.chord);
    chosen.push(...path.reverse());
    states = [];
  };
  const known = new Map<Key, Chord[]>();
  spans.forEach((span, index) => {
    const all = known.get(span.bar.key) ?? chordsOf(span.bar.key);
    known.set(span.bar.key, all);
    const name = fixed(span);
    const given = all.filter((chord) => chord.name === name);
    const chords = given.length > 0 ? given : all;
    if (chords.length === 0) {
      close();
      chosen.push(null);
      return;
    }
    states = chords.map((chord) => {
      const { score, before } = bestBefore(states, chord, span);
      return { chord, score: score + fit(span, chord) + placed(span, spans[index + 1], chord), before };
    });
  });
  close();
  return chosen;
}
