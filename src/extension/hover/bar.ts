import { type Bar, barsOf, type Verdict } from '../../abc/bars.ts';
import { contextAt } from '../../abc/context.ts';
import { compare, formatFraction, type Fraction, subtract, ZERO } from '../../abc/fraction.ts';
import type { Meter } from '../../abc/meter.ts';
import type { Token } from '../../abc/token.ts';
import type { Explanation, Passage } from './passage.ts';

/** What a length of so many is called under a meter: 3/4 of a whole note is `6/8` under M:6/8. */
function counted(length: Fraction, meter: Meter): string {
  const written = Number(/\/\s*(\d+)/.exec(meter.text)?.[1] ?? (meter.text.startsWith('C|') ? 2 : 4));
  for (const denominator of [written, 2 * written, 4 * written]) {
    const numerator = (length.numerator * denominator) / length.denominator;
    if (Number.isInteger(numerator)) return `${numerator}/${denominator}`;
  }
  return formatFraction(length);
}

const REASONS: Partial<Record<Verdict, string>> = {
  pickup: 'It is a pickup.',
  complement: 'It makes up a whole bar with a pickup.',
  split: 'It is one part of a bar that the bar line divides.',
  ending: 'It is one part of a bar that an ending divides.',
};

function sentences(bar: Bar, meter: Meter): string {
  const has = counted(bar.duration, meter);
  if (bar.expected === null) return `This bar holds ${has}; no meter asks for more or less.`;
  const asked = counted(bar.expected, meter);
  if (bar.verdict === 'full') return `This bar holds ${has}, as the meter asks.`;
  const difference = subtract(bar.duration, bar.expected);
  const reason =
    REASONS[bar.verdict] ??
    (compare(difference, ZERO) > 0
      ? `That is ${counted(difference, meter)} too much.`
      : `${counted(subtract(bar.expected, bar.duration), meter)} is missing.`);
  return `This bar holds ${has} of ${asked}. ${reason}`;
}

/** What the bar before a bar line holds, and what its meter asks for; null where no bar ends there. */
export function explainBarLine(
  { text, tokens, fileHeader }: Passage,
  { start, end }: Token,
): Explanation | null {
  const bar = barsOf(text, tokens, fileHeader).findLast((one) => one.end <= start);
  if (!bar) return null;
  const { meter } = contextAt(text, bar.end, fileHeader);
  const title = bar.voice === '' ? 'Bar line' : `Bar line of voice ${bar.voice}`;
  return { start, end, title, text: sentences(bar, meter) };
}
