import { add, compare, fraction, type Fraction, multiply, ZERO } from './fraction.ts';

/** What an M: field says (ABC 2.1 §3.1.6). */
export type Meter = MeasuredMeter | FreeMeter;

export interface MeasuredMeter {
  readonly kind: 'measured';
  /** What one bar holds, in whole notes. */
  readonly length: Fraction;
  /** The beats of a bar in order; their sum is `length`: 6/8 has two of 3/8, (2+3)/8 one of 2/8 and one of 3/8. */
  readonly beats: readonly Fraction[];
  /** Whether the beat divides in three (6/8, 9/8, 12/8 …): decides what `(5`, `(7` and `(9` mean. */
  readonly compound: boolean;
  readonly text: string;
}

/** `M:none`, or a text that is no meter: bars may have any length. */
export interface FreeMeter {
  readonly kind: 'free';
  readonly text: string;
}

/** No meter needs more; keeps hostile texts from costing time. */
const LONGEST = 200;
const FRACTIONS = /^\s*\(?\s*(\d{1,3}(?:\s*\+\s*\d{1,3})*)\s*\)?\s*\/\s*(\d{1,3})/;

function beatsOf(groups: readonly number[], unit: Fraction): Fraction[] {
  if (groups.length > 1) return groups.map((group) => multiply(fraction(group), unit));
  const count = groups[0] ?? 0;
  const size = isCompound(count, unit) ? 3 : 1;
  return Array.from({ length: count / size }, () => multiply(fraction(size), unit));
}

function isCompound(count: number, unit: Fraction): boolean {
  return count > 3 && count % 3 === 0 && unit.denominator >= 8;
}

function measured(text: string, groups: readonly number[], denominator: number): MeasuredMeter | null {
  const count = groups.reduce((sum, group) => sum + group, 0);
  if (denominator === 0 || count === 0) return null;
  const unit = { numerator: 1, denominator };
  const beats = beatsOf(groups, unit);
  return {
    kind: 'measured',
    length: beats.reduce(add, ZERO),
    beats,
    compound: groups.length === 1 && isCompound(count, unit),
    text,
  };
}

/** `2/4+3/8`: several meters in one bar, as abcm2ps writes them. */
function summed(text: string, parts: readonly string[]): MeasuredMeter | null {
  const meters = parts.map(readMeter);
  const beats: Fraction[] = [];
  for (const meter of meters) {
    if (meter?.kind !== 'measured') return null;
    beats.push(...meter.beats);
  }
  return { kind: 'measured', length: beats.reduce(add, ZERO), beats, compound: false, text };
}

/** The meter that the value of an M: field says; null where it says none that we know. */
export function readMeter(value: string): Meter | null {
  const text = value.trim();
  if (text.length > LONGEST) return null;
  if (text === '' || /^none\b/i.test(text)) return { kind: 'free', text };
  if (/^C\|/.test(text)) return measured(text, [2], 2);
  if (/^C(?![A-Za-z0-9])/.test(text)) return measured(text, [4], 4);
  // The signs of mensural notation, as abcm2ps has them.
  if (/^[oc][.|]?$/.test(text)) return { kind: 'free', text };
  const found = FRACTIONS.exec(text);
  if (!found?.[1] || !found[2]) return null;
  const rest = text.slice(found[0].length);
  if (/^\s*\+/.test(rest)) {
    return summed(text, [found[0], rest.replace(/^\s*\+/, '')]);
  }
  return measured(text, found[1].split('+').map(Number), Number(found[2]));
}

/** As `readMeter`, a text that is no meter being free. */
export function parseMeter(value: string): Meter {
  return readMeter(value) ?? { kind: 'free', text: value.trim() };
}

const THREE_QUARTERS = fraction(3, 4);
const EIGHTH = fraction(1, 8);
const SIXTEENTH = fraction(1, 16);

/** The unit note length where no L: says it: 1/16 for meters below 3/4, else 1/8 (ABC 2.1 §3.1.7). */
export function defaultUnitNoteLength(meter: Meter): Fraction {
  return meter.kind === 'measured' && compare(meter.length, THREE_QUARTERS) < 0 ? SIXTEENTH : EIGHTH;
}
