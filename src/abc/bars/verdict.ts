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
import type { Boundary, Measure } from './measure.ts';

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

/** What of a bar an upbeat may last: more at the very start of a tune, where nothing else could be meant. */
const LONGEST_UPBEAT = fraction(1, 2);
const LONGEST_FIRST_UPBEAT = fraction(3, 4);

/** A bar with how long it is taken to be and what its meter asks; null where no meter does. */
interface Timed {
  readonly measure: Measure;
  readonly length: Fraction;
  readonly expected: Fraction | null;
}

interface Judgement {
  readonly verdict: Verdict;
  readonly expected: Fraction | null;
}

function expectedOf({ meter, restBars, overlaid }: Measure): Fraction | null {
  if (meter.kind === 'free' || overlaid) return null;
  return restBars > 1 ? multiply(meter.length, fraction(restBars)) : meter.length;
}

const isShort = ({ length, expected }: Timed): boolean => expected !== null && compare(length, expected) < 0;

const fills = (a: Timed | undefined, b: Timed | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.expected !== null &&
  isShort(a) &&
  isShort(b) &&
  equals(add(a.length, b.length), a.expected);

/** How many short bars of each length stand where parts of a voice start and end. */
interface Edges {
  readonly heads: ReadonlyMap<string, number>;
  readonly tails: ReadonlyMap<string, number>;
}

const isHead = ({ measure }: Timed): boolean => measure.before.structural;
const isTail = ({ measure }: Timed): boolean => measure.after.structural;

function countLengths(bars: readonly Timed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const bar of bars) {
    const length = formatFraction(bar.length);
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
  const missing = subtract(bar.expected, bar.length);
  const count = others.get(formatFraction(missing)) ?? 0;
  return count > (among && equals(missing, bar.length) ? 1 : 0);
}

/** Why a short bar may be short, by what stands beside it in the text; null where nothing there explains it. */
function besideVerdict(bars: readonly Timed[], index: number, { measure }: Timed): Verdict | null {
  const divides = ({ structural, soft }: Boundary): boolean => structural || soft;
  const [before, bar, next] = [bars[index - 1], bars[index], bars[index + 1]];
  if (divides(measure.after) && fills(bar, next)) return measure.after.ending ? 'ending' : 'split';
  if (divides(measure.before) && fills(before, bar)) return measure.before.ending ? 'ending' : 'split';
  return null;
}

/** Why a short bar may be short, by the parts of its tune, which repeats and endings join in any order. */
function edgeVerdict(bar: Timed, edges: Edges, isFirst: boolean): Verdict | null {
  const { before, after } = bar.measure;
  if (after.structural && isCompleted(bar, edges.heads, isHead(bar))) {
    return after.ending && !after.barLine.includes(':') ? 'ending' : 'complement';
  }
  if (!before.structural || bar.expected === null) return null;
  if (isCompleted(bar, edges.tails, isTail(bar))) return before.ending ? 'ending' : 'pickup';
  const longest = isFirst ? LONGEST_FIRST_UPBEAT : LONGEST_UPBEAT;
  return compare(bar.length, multiply(bar.expected, longest)) <= 0 ? 'pickup' : null;
}

/** Whether a bar is in two where the upbeat to a repeat or part is set off by a bar line of its own: `d2 cB|A:|`. */
function isSetOff(bars: readonly Timed[], index: number): boolean {
  const ends = (bar: Timed | undefined): boolean => bar?.measure.after.structural === true;
  const [before, bar, next] = [bars[index - 1], bars[index], bars[index + 1]];
  return (ends(bar) && fills(before, bar)) || (ends(next) && fills(bar, next));
}

function judgeAs(measures: readonly Measure[], lengthOf: (measure: Measure) => Fraction): Judgement[] {
  const bars = measures.map((measure) => ({
    measure,
    length: lengthOf(measure),
    expected: expectedOf(measure),
  }));
  const edges = edgesOf(bars);
  return bars.map((bar, index) => {
    const { length, expected } = bar;
    if (expected === null) return { verdict: 'free', expected };
    const difference = compare(length, expected);
    if (difference === 0) return { verdict: 'full', expected };
    if (difference > 0) return { verdict: 'long', expected };
    const verdict = besideVerdict(bars, index, bar) ?? edgeVerdict(bar, edges, index === 0);
    return { verdict: verdict ?? (isSetOff(bars, index) ? 'split' : 'short'), expected };
  });
}

/** Whether a bar neither fills its meter nor has a reason not to. */
export function isWrong({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === 'short' || verdict === 'long';
}

/**
 * Judges the bars of one voice. A rest that only carries a mark over the bar line lasts as long as makes its bar right,
 * its own length or none.
 */
export function judge(measures: readonly Measure[]): Judgement[] {
  const counted = judgeAs(measures, (measure) => measure.counted);
  if (measures.every(({ counted, duration }) => counted === duration)) return counted;
  const whole = judgeAs(measures, (measure) => measure.duration);
  return counted.map((judgement, nth) => {
    const other = whole[nth];
    return other && isWrong(judgement) && !isWrong(other) ? other : judgement;
  });
}
