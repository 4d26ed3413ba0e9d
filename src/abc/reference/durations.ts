import { compare, formatFraction, fraction, type Fraction, multiply, subtract, ZERO } from '../fraction.ts';

/** Note values by length in whole notes, the longest first. */
const NOTE_VALUES: readonly (readonly [name: string, length: Fraction])[] = [
  ['double whole', fraction(2)],
  ['whole', fraction(1)],
  ['half', fraction(1, 2)],
  ['quarter', fraction(1, 4)],
  ['eighth', fraction(1, 8)],
  ['sixteenth', fraction(1, 16)],
  ['thirty-second', fraction(1, 32)],
  ['sixty-fourth', fraction(1, 64)],
  ['hundred-twenty-eighth', fraction(1, 128)],
];

const DOTS: readonly (readonly [name: string, factor: Fraction])[] = [
  ['', fraction(1)],
  ['dotted ', fraction(3, 2)],
  ['double-dotted ', fraction(7, 4)],
];

/** What a note of a triplet is of the note it is written as. */
const TRIPLET = fraction(2, 3);

/** `dotted quarter` for 3/8; null where no single note lasts so long. */
function singleNote(duration: Fraction): string | null {
  for (const [dots, factor] of DOTS) {
    const found = NOTE_VALUES.find(([, length]) => compare(multiply(length, factor), duration) === 0);
    if (found) return dots + found[0];
  }
  return null;
}

/** `half tied to eighth` for 5/8: the longest note value and what is left, where that is a single note. */
function tiedNotes(duration: Fraction): string | null {
  const longest = NOTE_VALUES.find(([, length]) => compare(length, duration) < 0);
  if (!longest || compare(duration, fraction(4)) >= 0) return null;
  const rest = singleNote(subtract(duration, longest[1]));
  return rest === null ? null : `${longest[0]} tied to ${rest}`;
}

/**
 * The name of a length in whole notes: `dotted quarter note` for 3/8, `triplet eighth note` for 1/12,
 * `7/48 of a whole note` where it has none.
 */
export function nameOfDuration(duration: Fraction, what: 'note' | 'rest' = 'note'): string {
  if (compare(duration, ZERO) <= 0) return `${what} of no length`;
  const single = singleNote(duration);
  if (single !== null) return `${single} ${what}`;
  const { numerator, denominator } = TRIPLET;
  const triplet = singleNote(multiply(duration, fraction(denominator, numerator)));
  if (triplet !== null) return `triplet ${triplet} ${what}`;
  const tied = what === 'note' ? tiedNotes(duration) : null;
  return tied === null ? `${what}, ${formatFraction(duration)} of a whole note` : `${tied} note`;
}
