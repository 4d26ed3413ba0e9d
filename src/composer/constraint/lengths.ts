import type { Alphabet } from './alphabet.ts';
import { lengthFits, tupletMayStart } from './notes.ts';
import type { Reading } from './reading.ts';
import { lengthTicks, tupletTime, UNIT } from './ticks.ts';

const MOST_SLASHES = 3;

function fits(alphabet: Alphabet, reading: Reading, above: number, slashes: number, below: number): boolean {
  const unit = reading.inside === 'body' ? reading.chordLength : UNIT;
  return lengthFits(reading, alphabet.grid, lengthTicks(unit, above, slashes, below));
}

/** Whether a one-digit numerator, as it is or with slashes after it, gives a length that fits. */
function numeratorFits(alphabet: Alphabet, reading: Reading, above: number): boolean {
  if (fits(alphabet, reading, above, 0, 0)) return true;
  if (above % 2 === 0 || !alphabet.has.has('/')) return false;
  for (let slashes = 1; slashes <= MOST_SLASHES; slashes++) {
    if (fits(alphabet, reading, above, slashes, 0)) return true;
  }
  return false;
}

/** The whole lengths of two digits that one note can have. */
const TWO_DIGITS = [12, 14, 16];

function digitPermitted(alphabet: Alphabet, reading: Reading, digit: number): boolean {
  const { above, slashes, below } = reading;
  if (slashes > 0) {
    if (slashes > 1 || below > 0 || (digit !== 2 && digit !== 4 && digit !== 8)) return false;
    return fits(alphabet, reading, above, slashes, digit);
  }
  if (above > 0)
    return TWO_DIGITS.includes(above * 10 + digit) && fits(alphabet, reading, above * 10 + digit, 0, 0);
  if (digit > 1) return numeratorFits(alphabet, reading, digit);
  if (digit === 0) return false;
  return TWO_DIGITS.some(
    (length) => alphabet.has.has(String(length % 10)) && fits(alphabet, reading, length, 0, 0),
  );
}

function slashPermitted(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.below > 0) return false;
  // `4/` is `2`, which the other notes of a chord may have no characters for.
  if (reading.careful && reading.above > 0 && reading.above % 2 === 0) return false;
  for (let slashes = reading.slashes + 1; slashes <= MOST_SLASHES; slashes++) {
    if (fits(alphabet, reading, reading.above, slashes, 0)) return true;
  }
  return false;
}

/** Whether a digit or slash may follow in the length of the note in progress. */
export function lengthCharacterPermitted(alphabet: Alphabet, reading: Reading, character: string): boolean {
  if (reading.inside === 'grace') return graceLengthPermitted(reading, character);
  if (reading.inside === 'body' && (reading.chordFixed || awaitsOctave(reading))) return false;
  if (character === '/') return slashPermitted(alphabet, reading);
  return digitPermitted(alphabet, reading, Number(character));
}

/** A tied note first gets its octave marks. */
function awaitsOctave(reading: Reading): boolean {
  return reading.tied > 0 && reading.pitch !== reading.tied;
}

/** Grace notes take no time; a plain `2`, `/` or `//` is enough for them. */
function graceLengthPermitted(reading: Reading, character: string): boolean {
  if (character === '/') return reading.above === 0 && reading.below === 0 && reading.slashes < 2;
  return (
    (character === '2' || character === '4') &&
    reading.above === 0 &&
    reading.below === 0 &&
    reading.slashes < 2
  );
}

const TUPLET = /^([2-9])(?::([1-9])?(?::([1-9]))?)?$/;

/** The parts of `p`, `p:q`, `p::r`, `p:q:r` with what is left out filled in; null for other texts. */
function tupletParts(text: string, compound: boolean): readonly [number, number, number] | null {
  const found = TUPLET.exec(text);
  if (found === null || text.endsWith(':')) return null;
  const p = Number(found[1]);
  return [p, Number(found[2] ?? tupletTime(p, compound)), Number(found[3] ?? p)];
}

/** Whether a tuplet with this specifier can be written here. */
export function tupletPermitted(alphabet: Alphabet, reading: Reading, text: string): boolean {
  const parts = tupletParts(text, reading.compound);
  return alphabet.tuplets && parts !== null && tupletMayStart(reading, alphabet.grid, ...parts);
}

/** Whether the specifier, as it is or with more after it, gives a tuplet that can be written here. */
export function tupletReachable(alphabet: Alphabet, reading: Reading, text: string): boolean {
  if (tupletPermitted(alphabet, reading, text)) return true;
  if (!alphabet.has.has(':') || !/^[2-9](:[1-9]?)?(:[1-9]?)?$/.test(text)) return false;
  const colons = text.split(':').length - 1;
  const more = /\d$/.test(text) ? (colons < 2 ? [':'] : []) : Array.from('123456789');
  return more.some((next) => alphabet.has.has(next) && tupletReachable(alphabet, reading, text + next));
}
