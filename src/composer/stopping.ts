import { settle } from './constraint/advance.ts';
import { withBarLength, withEndings, withGoal } from './constraint/goal.ts';
import type { Reading } from './constraint/reading.ts';

/** How far a continuation goes: whole bars, the rest of the bar at the cursor being the first, or to the tune's end. */
export type ContinuationLength =
  | {
      readonly kind: 'bars';
      readonly bars: number;
      /** The length in ticks of a short bar before these, a pickup. */
      readonly pickup?: number | undefined;
      /** The length of the last one, where that is not to be what the meter asks for. */
      readonly lastBar?: number | undefined;
    }
  | { readonly kind: 'characters'; readonly characters: number }
  | { readonly kind: 'end' };

/** What has been written of a continuation. */
export interface Written {
  readonly characters: number;
  readonly bars: number;
}

/** Parts of folk tunes have eight bars; a tune that does not end of itself ends with one, after four at the latest. */
const PART = 8;
const PARTS = 4;
/** Nine of ten thick bar lines end the tune where it has these bars; before, they end its first part. */
const BARS_TO_CLOSE = 12;
/** A first ending turns back soon; longer ones are seldom. */
const ENDING_BARS = 4;
/** Few bars take more; stops a model that never writes a bar line. */
const CHARACTERS_PER_BAR = 64;

/** Bars of the tune once the bar line in progress, if any, is complete. Pickups and second halves do not count. */
export function barsOfTune(reading: Reading): number {
  return reading.mode === 'bar' ? settle(reading).bars : reading.bars;
}

/** Whether the bar in progress, or the one that a bar line in progress begins, has to be the tune's last. */
function isLastOfTune(reading: Reading, written: Written): boolean {
  const bars = barsOfTune(reading) + 1;
  if (written.characters > 2 * PART * PARTS * CHARACTERS_PER_BAR) return true;
  return bars % PART === 0 && bars >= PART * PARTS && written.bars + 1 >= PART;
}

/** Bars that a first ending may have: a phrase has to have room for the second too; short ones have none. */
function roomForEnding(reading: Reading, length: ContinuationLength, written: Written): number {
  const { ending, endingBars } = reading;
  const begunBefore = ending === 1 && endingBars >= written.bars;
  if (length.kind !== 'bars' || begunBefore) return ENDING_BARS;
  if (length.bars < PART) return 0;
  const left = length.bars - written.bars + (ending === 1 ? endingBars : 0);
  return Math.max(0, Math.min(ENDING_BARS, Math.floor(left / 2)));
}

/** The reading with what is asked of the bar in progress, so that the continuation ends well. */
export function steer(reading: Reading, length: ContinuationLength, written: Written): Reading {
  if (reading.goal === 'over' || length.kind === 'characters') return reading;
  const ready = withEndings(reading, roomForEnding(reading, length, written));
  if (length.kind === 'end') return isLastOfTune(reading, written) ? withGoal(ready, 'finish') : ready;
  const atStart = written.characters === 0 && length.pickup !== undefined;
  const asked = atStart ? withBarLength(ready, length.pickup) : ready;
  const tooLong = written.characters > CHARACTERS_PER_BAR * length.bars;
  if (written.bars + 1 < length.bars && !tooLong) return asked;
  const last = withGoal(asked, 'close');
  return length.lastBar === undefined ? last : withBarLength(last, length.lastBar);
}

/**
 * The character that would end a tune too soon: the line break behind its last line within the first part or after a
 * plain bar line, or where bars stand for others; the thick bar line in its first parts or within a bar. Empty where
 * none would.
 */
export function endsTooSoon(reading: Reading, length: ContinuationLength): string {
  if (length.kind !== 'end') return reading.inPlace && reading.mode === 'line' ? '\n' : '';
  if (reading.mode === 'line') return reading.bars < PART || reading.barLine === '|' ? '\n' : '';
  if (reading.mode !== 'bar') return '';
  const { bars, target, meter } = settle({ ...reading, text: '|]' });
  return bars < BARS_TO_CLOSE || (meter > 0 && target < meter) ? ']' : '';
}

/** Whether what has been written is complete without the character that leads from `reading` to `next`. */
export function isLongEnough(
  reading: Reading,
  next: Reading,
  length: ContinuationLength,
  written: Written,
): boolean {
  if (length.kind === 'characters') return written.characters >= length.characters;
  const usual = CHARACTERS_PER_BAR * (length.kind === 'bars' ? length.bars : PART * PARTS);
  if (written.characters >= 4 * usual && isAtRest(reading)) return true;
  const barLineEnds = reading.mode === 'bar' && next.mode !== 'bar';
  if (length.kind === 'end') {
    if (barLineEnds && reading.text === '|]' && written.characters > 0) return true;
    return next.goal === 'over' && (barLineEnds || reading.goal === 'over');
  }
  const atBarLine =
    reading.mode === 'barred' || reading.mode === 'line' || reading.mode === 'ending' || barLineEnds;
  if (barLineEnds && isShortLast(reading, length, written)) return true;
  return written.characters > 0 && written.bars >= length.bars && atBarLine;
}

/** Whether the bar that ends here is the last one, of the length that was asked for; it does not count as a full one. */
function isShortLast(
  { target, meter, filled }: Reading,
  { bars, lastBar }: ContinuationLength & { readonly kind: 'bars' },
  written: Written,
): boolean {
  return target === lastBar && target < meter && filled === target && written.bars >= bars - 1;
}

/** Between two notes, with nothing open. */
function isAtRest({ mode, inside, promised, left, broken, slurs, tied }: Reading): boolean {
  const between = mode === 'between' || mode === 'barred' || mode === 'line';
  const open = promised > 0 || left > 0 || broken !== '' || slurs > 0 || tied > 0;
  return between && inside === 'body' && !open;
}
