/** One moment at which something starts to sound. */
export interface Moment {
  /** Seconds from the start of the tune at its own tempo. */
  readonly at: number;
  /** Offsets in the engraved text of the notes that start, and where each ends. */
  readonly notes: readonly { readonly start: number; readonly end: number }[];
}

/** When what sounds, in playing order: a repeated note has a moment for each time. */
export interface Timeline {
  readonly moments: readonly Moment[];
  /** Seconds of the whole tune at its own tempo, without the last note's fading. */
  readonly duration: number;
}

/** Index of the last moment at or before `seconds`; -1 before the first. */
export function momentAt(timeline: Timeline, seconds: number): number {
  let low = 0;
  let high = timeline.moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.moments[middle]?.at ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * When the note at an offset of the engraved text first sounds, in seconds: the note that holds the offset, or
 * else the next note in the text; 0 where none follows.
 */
export function timeOfOffset(timeline: Timeline, offset: number): number {
  let best = { start: Infinity, at: 0 };
  for (const { at, notes } of timeline.moments) {
    for (const { start, end } of notes) {
      if (end > offset && start < best.start) best = { start, at };
    }
  }
  return best.at;
}

/** A stretch of a tune, in seconds of its own tempo. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * When the notes from `start` to `end` of the engraved text sound for the first time: from the first of them on,
 * for as long as notes of the range follow each other. Null where the range holds no note.
 */
export function stretchOf({ moments, duration }: Timeline, start: number, end: number): Stretch | null {
  const inside = (moment: Moment | undefined): boolean =>
    moment?.notes.some((note) => note.end > start && note.start < end) ?? false;
  const first = moments.findIndex(inside);
  if (first < 0) return null;
  let next = first + 1;
  while (inside(moments[next])) next += 1;
  return { from: moments[first]?.at ?? 0, to: moments[next]?.at ?? duration };
}

/** Seconds as minutes and seconds: 65 → "1:05". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
