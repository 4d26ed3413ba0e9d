import type { Bar } from '../bars.ts';
import { compare, divide, fraction, type Fraction, multiply, subtract } from '../fraction.ts';
import { formatLength } from '../length.ts';
import { type Diagnostic, type Fix, inserting, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** A length as a musician counts it under a meter: 3/4 of 6/8 reads `6/8`. */
function counted(length: Fraction, expected: Fraction): string {
  const denominator = Math.max(8, length.denominator, expected.denominator);
  const numerator = (length.numerator * denominator) / length.denominator;
  return Number.isInteger(numerator)
    ? `${numerator}/${denominator}`
    : `${length.numerator}/${length.denominator}`;
}

/** Broken rhythm behind a bar's last note, with no note after it. */
const OPEN_RHYTHM = /[^|]*[<>]/y;

/**
 * The rest that fills a short bar; none in thirds and fifths, which a tuplet without all its notes leaves, nor where
 * broken rhythm would change its length.
 */
function fillingRest(bar: Bar, missing: Fraction, text: string): Fix | undefined {
  OPEN_RHYTHM.lastIndex = bar.end;
  if (OPEN_RHYTHM.test(text)) return undefined;
  const length = divide(missing, bar.unitNoteLength);
  if (!Number.isInteger(Math.log2(length.denominator))) return undefined;
  const rest = `z${formatLength(length)}`;
  return inserting(`Fill the bar with ${rest}`, bar.end, ` ${rest}`);
}

/** Music as long as so many bars is not written in bars, such as a free part of a tune. */
const UNBARRED = fraction(4);

function judged(bar: Bar, expected: Fraction, text: string): Diagnostic | null {
  const where = bar.voice === '' ? '' : ` of voice ${bar.voice}`;
  const has = `This bar${where} lasts ${counted(bar.duration, expected)} where the meter asks for ${counted(expected, expected)}`;
  const missing = subtract(expected, bar.duration);
  if (bar.verdict === 'long') {
    if (compare(bar.duration, multiply(expected, UNBARRED)) >= 0) return null;
    const over = { numerator: -missing.numerator, denominator: missing.denominator };
    return warning('bar-long', bar, `${has}: ${counted(over, expected)} too much.`);
  }
  // The last bar may be one that is still being written.
  if (bar.verdict !== 'short' || bar.barLine === '') return null;
  const message = `${has}: ${counted(missing, expected)} is missing.`;
  return warning('bar-short', bar, message, fillingRest(bar, missing, text));
}

/** Bars that neither fill the meter nor are a pickup, its complement or half of a parted bar. */
export function barDiagnostics({ bars, text }: TuneReading): Diagnostic[] {
  // Music without a single bar line is not written in bars.
  const barred = new Set(bars.flatMap(({ voice, barLine }) => (barLine === '' ? [] : voice)));
  return bars
    .filter(({ voice }) => barred.has(voice))
    .flatMap((bar) => (bar.expected ? (judged(bar, bar.expected, text) ?? []) : []));
}
