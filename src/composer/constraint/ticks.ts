/**
 * Durations as whole numbers. A unit note (1/8) is 2520·64 ticks, so that a sixty-fourth note divides by
 * 2, 3 … 9: every tuplet of notes we write, and every bar, is an exact integer.
 */
export const UNIT = 161_280;

/** The finest duration we write ourselves: an eighth of the unit note, 1/64. */
export const FINEST = UNIT / 8;

/** What a bar may hold where no meter rules: 32 whole notes, so that even such a bar is closed one day. */
export const FREE_BAR = 256 * UNIT;

/** A quotient of ticks, as JavaScript engines keep whole numbers: floating-point numbers make readings slow to copy. */
export function whole(ticks: number): number {
  return Math.trunc(ticks) === ticks ? Math.trunc(ticks) : ticks;
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Ticks of a length written after a note: `3/2` is (3, 1, 2), `//` (0, 2, 0); 0 stands for "not written". */
export function lengthTicks(unit: number, above: number, slashes: number, below: number): number {
  const numerator = above === 0 ? 1 : above;
  if (slashes === 0) return unit * numerator;
  return whole((unit * numerator) / (below === 0 ? 2 ** slashes : below * 2 ** (slashes - 1)));
}

const LONGEST_NOTE = 16 * UNIT;

/** Whether one note can stand for this many ticks: plain, dotted or double-dotted, up to a breve. */
export function isNoteLength(ticks: number, grid: number): boolean {
  if (ticks <= 0 || ticks > LONGEST_NOTE || ticks % grid !== 0) return false;
  let odd = ticks / grid;
  while (odd % 2 === 0) odd /= 2;
  return odd === 1 || odd === 3 || odd === 7;
}

/**
 * Notes in the time of how many: what `(p` alone means (ABC 2.1 §4.13).
 * @param compound whether the meter's beat divides in three
 */
export function tupletTime(p: number, compound: boolean): number {
  if (p === 3 || p === 6) return 2;
  if (p === 2 || p === 4 || p === 8) return 3;
  return compound ? 3 : 2;
}
