import { changed, type Reading } from './reading.ts';
import { FREE_BAR } from './ticks.ts';

interface BarLine {
  /** Ends a part: double, thick or with a repeat. A bar may be short before it. */
  readonly strong: boolean;
  readonly endsRepeat: boolean;
  readonly startsRepeat: boolean;
}

/** The spellings that we write. */
export const BAR_LINES: readonly string[] = ['|', '||', '|]', '|:', ':|', '::'];

/** What a bar line means, in any spelling (ABC 2.1 §4.8 asks readers to be lenient). */
function barLine(text: string): BarLine {
  const endsRepeat = text.startsWith(':');
  const startsRepeat = text.length > 1 && text.endsWith(':');
  return { strong: text.length > 1, endsRepeat, startsRepeat };
}

/** A short bar before the end of a part that the pickup of this part or of another makes whole. */
function complementsPickup(reading: Reading): boolean {
  const missing = reading.meter - reading.filled;
  return missing > 0 && reading.pickups.includes(missing);
}

function isPickup(reading: Reading, line: BarLine): boolean {
  if (!reading.opening || reading.meter === 0 || reading.lost || reading.filled >= reading.meter)
    return false;
  return !line.endsRepeat && reading.filled * 2 <= reading.meter;
}

function lengthPermits(reading: Reading, line: BarLine): boolean {
  if (reading.lost || reading.meter === 0 || reading.filled === reading.target) return true;
  if (reading.filled > reading.target || reading.overlays > 0) return false;
  if (reading.target !== reading.meter) return false;
  if (isPickup(reading, line)) return reading.goal !== 'finish';
  if (!line.strong) return splitByEnding(reading, line) && reading.slurs === 0 && reading.tied === 0;
  if (reading.opening) return false;
  if (complementsPickup(reading)) return true;
  return reading.goal === 'open' && reading.ending !== 1 && (reading.partBars > 0 || !reading.careful);
}

/** Whether what is repeated began somewhere: at `|:` or with the tune. abc2midi takes no first ending without. */
function repeatBegan({ repeat, repeated }: Reading): boolean {
  return repeat || !repeated;
}

/** Whether a part, which this bar line would end, has but one bar. */
function partIsTooShort(reading: Reading, line: BarLine): boolean {
  const whole = reading.target === reading.meter && reading.filled === reading.target;
  return line.strong && whole && reading.partBars === 0 && reading.ending === 0;
}

function structurePermits(reading: Reading, text: string, line: BarLine): boolean {
  const { goal } = reading;
  if (goal === 'finish' && !line.strong) return false;
  if (reading.inPlace && line.strong && goal !== 'finish' && reading.ending === 0) return false;
  if (reading.careful && goal !== 'finish' && partIsTooShort(reading, line)) return false;
  const hangs = reading.tied > 0 || reading.slurs > 0;
  if (hangs && (line.strong || goal !== 'open')) return false;
  if (line.startsRepeat && (goal !== 'open' || (reading.repeat && !line.endsRepeat))) return false;
  if (reading.ending === 1) {
    const goesOn = hangs || reading.endingBars < reading.mostEndingBars - 1;
    return text === ':|' || (!line.strong && goesOn);
  }
  if (line.endsRepeat && line.startsRepeat && reading.careful) return reading.repeat;
  if (line.endsRepeat) return reading.repeat || reading.ending > 1 || reading.partBars > 0;
  if (!reading.repeat || !line.strong) return true;
  return goal === 'open' && (text === '||' || !reading.careful);
}

/** A variant ending must come: the second after the first, or the one that `|` at the start of a line announces. */
export function endingMustCome(reading: Reading): boolean {
  return reading.due === 1 || reading.due === 2;
}

/**
 * A bar line after a bar line: `|:` or `|1` at the start of a line whose predecessor ended with one too. We write `[1`
 * there: put behind that bar line, as lines are broken anew, `|1` would be misread.
 */
function emptyPermits(reading: Reading, text: string): boolean {
  if (reading.tied > 0 || reading.slurs > 0) return false;
  if (reading.due === 1) return text === '|:' && reading.partMayEnd;
  if (text === '|' && reading.careful) return false;
  if (text === '|') return reading.mode !== 'barred' && (reading.due > 0 || firstEndingPermitted(reading));
  return (
    text === '|:' &&
    !reading.inPlace &&
    reading.due !== 2 &&
    reading.goal === 'open' &&
    !reading.repeat &&
    reading.ending !== 1
  );
}

/** Within what is repeated; overlays and endings do not mix. */
function firstEndingPermitted(reading: Reading): boolean {
  const begun = repeatBegan(reading) || !reading.careful;
  const whole = reading.target === reading.meter || reading.meter === 0;
  return (
    begun &&
    whole &&
    !reading.noEndings &&
    reading.mostEndingBars > 0 &&
    reading.ending === 0 &&
    reading.goal === 'open' &&
    reading.partBars > 0 &&
    !reading.opening
  );
}

/** Whether this bar line may end the bar in progress. */
export function barLinePermitted(reading: Reading, text: string): boolean {
  if (reading.filled === 0) return emptyPermits(reading, text);
  const line = barLine(text);
  return lengthPermits(reading, line) && structurePermits(reading, text, line);
}

/** Whether the variant ending `number` may begin where the bar line in progress stands. */
export function endingPermitted(reading: Reading, number: string): boolean {
  if (reading.slurs > 0 || reading.tied > 0 || reading.goal === 'over') return false;
  if (reading.barLine !== '|' && reading.barLine !== ':|') return false;
  if (reading.due > 0) return number === String(reading.due);
  return number === '1' && firstEndingPermitted(reading);
}

/** A bar that is short before the first ending: each ending begins with its rest. We write full bars there. */
function splitByEnding(reading: Reading, line: BarLine): boolean {
  if (reading.careful || line.strong || reading.meter === 0 || reading.lost || reading.opening) return false;
  return reading.filled < reading.target && firstEndingPermitted(reading);
}

/** What is still owed after a bar that was short before the end of a part: the rest of it (a split bar). */
function owed(reading: Reading, line: BarLine): number {
  const { meter, filled } = reading;
  if (!line.strong || meter === 0 || reading.lost || reading.target !== meter || filled >= meter) return 0;
  if (isPickup(reading, line) || complementsPickup(reading) || reading.ending === 1) return 0;
  return meter - filled;
}

/** The next bar's target: a full bar, what is owed, or what makes the last bar and the pickup a full one. */
function nextTarget(reading: Reading, rest: number, pickup: number): number {
  if (reading.meter === 0) return FREE_BAR;
  if (rest > 0) return rest;
  if (reading.nextTarget > 0) return reading.nextTarget;
  return reading.nextGoal === 'finish' && pickup < reading.meter ? reading.meter - pickup : reading.meter;
}

function partAfter(reading: Reading, line: BarLine, rest: number): Partial<Reading> {
  const short = isPickup(reading, line);
  const split = reading.target !== reading.meter && reading.meter > 0;
  const beforeEnding = splitByEnding(reading, line);
  const counted = short || split || beforeEnding ? 0 : 1;
  const pickup =
    short || split ? Math.min(reading.filled, reading.meter) : reading.opening ? 0 : reading.pickup;
  const due = line.endsRepeat && reading.ending > 0 ? reading.ending + 1 : 0;
  const mustGoOn = due === 2;
  const newPart = line.strong && !mustGoOn;
  return {
    pickup: newPart && !short ? 0 : pickup,
    pickups:
      (short || split) && reading.filled < reading.meter
        ? [...reading.pickups, reading.filled]
        : reading.pickups,
    partBars: newPart ? 0 : reading.partBars + counted,
    bars: reading.bars + counted,
    due: beforeEnding ? 1 : due,
    partMayEnd: beforeEnding && !reading.careful && complementsPickup(reading),
    endingAt: beforeEnding ? reading.filled : reading.ending > 0 ? reading.endingAt : 0,
    ending: line.strong ? 0 : reading.ending,
    endingBars: reading.endingBars + 1,
    opening: newPart && !short && rest === 0,
    target: nextTarget(reading, rest, newPart ? (reading.pickups[0] ?? 0) : pickup),
  };
}

function emptyAfter(reading: Reading, line: BarLine): Partial<Reading> {
  if (!line.strong) return { due: reading.due || 1 };
  return { partBars: 0, ending: 0, due: 0, opening: reading.target === reading.meter, partMayEnd: false };
}

/** The bar line is complete: the bar has ended, whatever it held. */
export function endBar(reading: Reading): Reading {
  const line = barLine(reading.text);
  const rest = owed(reading, line);
  const after = reading.filled === 0 ? emptyAfter(reading, line) : partAfter(reading, line, rest);
  const ended = reading.goal === 'finish' && line.strong && after.due !== 2;
  return changed(changed(reading, after), {
    mode: 'barred',
    text: '',
    barLine: reading.text,
    goal: ended ? 'over' : reading.nextGoal,
    repeat: line.startsRepeat || (reading.repeat && !line.endsRepeat),
    repeated: !line.startsRepeat && (line.endsRepeat ? reading.ending === 0 : reading.repeated),
    slurs: line.strong ? 0 : reading.slurs,
    filled: 0,
    nextTarget: 0,
    emptyBar: reading.filled === 0,
    lost: false,
    overlays: 0,
    altered: 0,
    lineBars: reading.lineBars + 1,
    last: 0,
    broken: '',
    left: 0,
    sum: 0,
    promised: 0,
    blank: false,
  });
}

/** The number of a variant ending is complete. Where endings begin within a bar, each holds the rest of that bar. */
export function beginEnding(reading: Reading): Reading {
  const number = Number.parseInt(/\d+/.exec(reading.text)?.[0] ?? '1', 10);
  const endingAt = number === 1 && reading.filled > 0 ? reading.filled : reading.endingAt;
  const split = endingAt > 0 && reading.meter > 0;
  return changed(reading, {
    mode: 'between',
    text: '',
    ending: number,
    endingBars: 0,
    due: 0,
    partMayEnd: false,
    hasEndings: true,
    endingAt,
    filled: 0,
    target: split ? reading.meter - endingAt : reading.target,
    opening: false,
  });
}
