import {
  add,
  compare,
  equals,
  formatFraction,
  fraction,
  type Fraction,
  multiply,
  subtract,
} from '../fraction.ts';
import type { Measure } from './measure.ts';

/** What a musician makes of a bar's length. */
export type Verdict =
  | 'full'
  | 'pickup' // short, at the start of a tune or part
  | 'complement' // short, at the end of a part: with a pickup it fills a bar
  | 'split' // one bar in two by a repeat sign, double bar or dotted bar line
  | 'ending' // one bar in two where a variant ending starts
  | 'free' // no meter to judge by
  | 'short'
  | 'long';

const HALF = fraction(1, 2);

/** A bar with what its meter asks; null where no meter does. */
interface Timed {
  readonly measure: Measure;
  readonly expected: Fraction | null;
}

function expectedOf({ meter, restBars, overlaid }: Measure): Fraction | null {
  if (meter.kind === 'free' || overlaid) return null;
  return restBars > 1 ? multiply(meter.length, fraction(restBars)) : meter.length;
}

const isShort = ({ measure, expected }: Timed): boolean =>
  expected !== null && compare(measure.duration, expected) < 0;

const fills = (a: Timed | undefined, b: Timed | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.expected !== null &&
  isShort(a) &&
  isShort(b) &&
  equals(add(a.measure.duration, b.measure.duration), a.expected);

/** How many short bars of each length stand where parts of a voice start and end. */
interface Edges {
  readonly heads: ReadonlyMap<string, number>;
  readonly tails: ReadonlyMap<string, number>;
}

const isHead = ({ measure }: Timed): boolean => measure.before.structural;
const isTail = ({ measure }: Timed): boolean => measure.after.structural;

function countLengths(bars: readonly Timed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { measure } of bars) {
    const length = formatFraction(measure.duration);
    counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  return counts;
}

function edgesOf(bars: readonly Timed[]): Edges {
  const short = bars.filter(isShort);
  return { heads: countLengths(short.filter(isHead)), tails: countLengths(short.filter(isTail)) };
}

/** Whether another bar among `others` makes up what this one lacks; `among` says whether it is one of them itself. */
function isCompleted(bar: Timed, others: ReadonlyMap<string, number>, among: boolean): boolean {
  if (bar.expected === null) return false;
  const missing = subtract(bar.expected, bar.measure.duration);
  const count = others.get(formatFraction(missing)) ?? 0;
  return count > (among && equals(missing, bar.measure.duration) ? 1 : 0);
}

/** Why a short bar may be short, by what stands beside it in the text; null where nothing there explains it. */
function besideVerdict(bars: readonly Timed[], index: number, { measure }: Timed): Verdict | null {
  const divides = ({ structural, soft }: Measure['before']): boolean => structural || soft;
  if (divides(measure.after) && fills(bars[index], bars[index + 1])) {
    return measure.after.ending ? 'ending' : 'split';
  }
  if (divides(measure.before) && fills(bars[index - 1], bars[index])) {
    return measure.before.ending ? 'ending' : 'split';
  }
  return null;
}

/** Why a short bar may be short, by the parts of its tune, which repeats and endings join in any order. */
function edgeVerdict(bar: Timed, edges: Edges): Verdict | null {
  const { before, after, duration } = bar.measure;
  if (after.structural && isCompleted(bar, edges.heads, isHead(bar))) {
    return after.ending && !after.barLine.includes(':') ? 'ending' : 'complement';
  }
  if (!before.structural || bar.expected === null) return null;
  if (isCompleted(bar, edges.tails, isTail(bar))) return before.ending ? 'ending' : 'pickup';
  return compare(duration, multiply(bar.expected, HALF)) <= 0 ? 'pickup' : null;
}

/** Judges the bars of one voice. */
export function judge(measures: readonly Measure[]): { verdict: Verdict; expected: Fraction | null }[] {
  const bars = measures.map((measure) => ({ measure, expected: expectedOf(measure) }));
  const edges = edgesOf(bars);
  return bars.map((bar, index) => {
    const { measure, expected } = bar;
    if (expected === null) return { verdict: 'free', expected };
    const difference = compare(measure.duration, expected);
    if (difference === 0) return { verdict: 'full', expected };
    if (difference > 0) return { verdict: 'long', expected };
    const verdict = besideVerdict(bars, index, bar) ?? edgeVerdict(bar, edges) ?? 'short';
    return { verdict, expected };
  });
}
