import { add, compare, equals, type Fraction, fraction, multiply, toNumber, ZERO } from '../../fraction.ts';
import type { Meter } from '../../meter.ts';
import { pitchClass } from '../../pitch.ts';
import type { MelodyBar, MelodyNote } from '../melody.ts';

/** A stretch of a bar that has one chord: the whole of it, or half. */
export interface Span {
  readonly bar: MelodyBar;
  /** The note or rest that it starts with. */
  readonly start: number;
  /** How much each pitch class (C is 0) sounds in it: [12], as shares of a bar, strong beats counting more. */
  readonly weights: Float64Array;
  /** Share of the bar. */
  readonly share: number;
  /** Whether it starts its bar. */
  readonly first: boolean;
  /** Whether its bar starts a part of the tune, and whether it ends one. */
  readonly opens: boolean;
  readonly closes: boolean;
}

const HALF = fraction(1, 2);

/** The middle of a bar that has two or four beats; null where there is none. */
function middleOf(meter: Meter): Fraction | null {
  if (meter.kind === 'free' || meter.beats.length % 2 === 1) return null;
  const half = meter.beats.slice(0, meter.beats.length / 2).reduce(add, ZERO);
  return equals(multiply(meter.length, HALF), half) ? half : null;
}

/** How much a note counts for where it stands: on the first beat most, off the beats least. */
function stress(at: Fraction, meter: Meter): number {
  if (meter.kind === 'free' || at.numerator === 0) return FIRST_BEAT;
  const middle = middleOf(meter);
  if (middle && equals(at, middle)) return MIDDLE;
  let beat = ZERO;
  for (const length of meter.beats) {
    if (equals(beat, at)) return OTHER_BEAT;
    beat = add(beat, length);
  }
  return 1;
}
const FIRST_BEAT = 2;
const MIDDLE = 1.6;
const OTHER_BEAT = 1.3;

function weigh(notes: readonly MelodyNote[], meter: Meter, whole: number): Float64Array {
  const weights = new Float64Array(12);
  for (const { pitches, duration, at } of notes) {
    const weight = (toNumber(duration) / whole) * stress(at, meter);
    for (const pitch of pitches) {
      const place = pitchClass(Math.round(pitch));
      weights[place] = (weights[place] ?? 0) + weight / pitches.length;
    }
  }
  return weights;
}

/** Bar lines at which a part of a tune ends. */
const PART_END = /[:\]]|\|\|/;

/**
 * The spans of one voice: each bar in halves where its meter has two or four beats and a note starts the second
 * one. Pickups and free rhythm have none.
 */
export function spansOf(bars: readonly MelodyBar[]): Span[] {
  return bars.flatMap((bar, index) => {
    const { meter, notes, verdict, expected } = bar;
    const [first] = notes;
    if (meter.kind === 'free' || expected === null || verdict === 'pickup' || !first) return [];
    const before = bars[index - 1];
    const opens = before === undefined || before.verdict === 'pickup' || PART_END.test(before.barLine);
    const next = bars[index + 1];
    const closes = PART_END.test(bar.barLine) || next === undefined;
    const middle = middleOf(meter);
    const second = middle && notes.find(({ at }) => equals(at, middle));
    const whole = toNumber(meter.length);
    const span = (
      own: readonly MelodyNote[],
      { start }: MelodyNote,
      isFirst: boolean,
      ends: boolean,
    ): Span => ({
      bar,
      start,
      weights: weigh(own, meter, whole),
      share: own.reduce((sum, { duration }) => sum + toNumber(duration), 0) / whole,
      first: isFirst,
      opens: opens && isFirst,
      closes: closes && ends,
    });
    if (!middle || !second || second === first) return [span(notes, first, true, true)];
    const cut = notes.findIndex(({ at }) => compare(at, middle) >= 0);
    return [span(notes.slice(0, cut), first, true, false), span(notes.slice(cut), second, false, true)];
  });
}
