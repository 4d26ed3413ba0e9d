import type { Bar } from '../../abc/bars.ts';
import { add, compare, type Fraction } from '../../abc/fraction.ts';

/** A bar that has a number, and where it starts. */
export interface NumberedBar {
  readonly start: number;
  readonly number: number;
}

/** What is counted of one voice. */
interface Counting {
  next: number;
  /** How long the bar is that a repeat or ending divides, as far as it was read; null in none. */
  open: Fraction | null;
}

/** Whether a bar only goes on with the one before it, which a repeat or ending divides. */
function goesOn(counting: Counting, { verdict, duration, expected }: Bar): boolean {
  const divided = verdict === 'split' || verdict === 'ending';
  const whole = divided && counting.open !== null && expected !== null ? add(counting.open, duration) : null;
  if (whole !== null && expected !== null && compare(whole, expected) <= 0) {
    counting.open = null;
    return true;
  }
  counting.open = divided ? duration : null;
  return false;
}

/** How many bars stand there: `Z4` is four. */
function barsIn(tuneText: string, { start, end }: Bar): number {
  const rest = /^[ZX](\d{1,4})$/.exec(tuneText.slice(start, end));
  return rest === null ? 1 : Number(rest[1]);
}

/**
 * Numbers the bars of a tune, each voice from 1: pickups have none, the parts of a divided bar have one between
 * them, and a rest of several bars counts as many.
 */
export function numberBars(tuneText: string, bars: readonly Bar[]): NumberedBar[] {
  const voices = new Map<string, Counting>();
  return bars.flatMap((bar) => {
    const counting = voices.get(bar.voice) ?? { next: 1, open: null };
    voices.set(bar.voice, counting);
    if (goesOn(counting, bar) || bar.verdict === 'pickup') return [];
    const number = counting.next;
    counting.next += barsIn(tuneText, bar);
    return { start: bar.start, number };
  });
}
