import { type Fraction, multiply, ONE } from '../fraction.ts';
import { formatLength, parseLength } from '../length.ts';
import { parseMeter } from '../meter.ts';

/** A written note or rest, its length as a multiple of the unit note length. */
export interface Pitch {
  /** Accidental, letter and octave in the one way canonical text writes them: `^c'`, `z`. */
  readonly name: string;
  readonly length: Fraction;
}

const NOTE = /^([_^=]*)([\d/]*)([A-Ga-g])([,']*)(.*)$/;

/**
 * Reads a note token. Octave marks are brought to their shortest form; quarter tones become semitones. What a
 * cursor left of a note without its letter, an accidental, is kept as it is.
 */
export function readPitch(text: string): Pitch {
  const found = NOTE.exec(text);
  if (!found) return { name: text, length: ONE };
  const [, accidental = '', , letter = '', octave = '', length = ''] = found;
  let marks = letter >= 'a' ? 1 : 0;
  for (const mark of octave) marks += mark === ',' ? -1 : 1;
  const name =
    marks >= 1 ? letter.toLowerCase() + "'".repeat(marks - 1) : letter.toUpperCase() + ','.repeat(-marks);
  return { name: accidental + name, length: parseLength(length) ?? ONE };
}

/** Reads a rest token `z2`, `x/`. */
export function readRest(text: string): Pitch {
  return { name: text.charAt(0), length: parseLength(text.slice(1)) ?? ONE };
}

const HAS_LETTER = /[a-z]/i;

/** A note or rest with its length multiplied by `factor`; an accidental that a cursor left of a note has none. */
export function writePitch({ name, length }: Pitch, factor: Fraction): string {
  return HAS_LETTER.test(name) ? name + formatLength(multiply(length, factor)) : name;
}

/** Where all notes of a chord are of one length, it is written once, behind the bracket; else at each note. */
export function writeChord(notes: readonly Pitch[], outer: Fraction, factor: Fraction): string {
  const scale = multiply(outer, factor);
  const [first] = notes;
  if (first && notes.every(({ length }) => formatLength(length) === formatLength(first.length))) {
    return `[${notes.map(({ name }) => name).join('')}]${formatLength(multiply(first.length, scale))}`;
  }
  return `[${notes.map((note) => writePitch(note, scale)).join('')}]`;
}

/** Notes in the time of how many, where a tuplet does not say (ABC 2.1 §4.13). */
function usualTime(notes: number, compound: boolean): number {
  if (notes === 2 || notes === 4 || notes === 8) return 3;
  return notes === 3 || notes === 6 ? 2 : compound ? 3 : 2;
}

/** A tuplet `(p:q:r` under a canonical meter, with what goes without saying left out; one cut short as it is. */
export function canonicalTuplet(text: string, meter: string): string {
  if (/[(:]$/.test(text) && text !== `(${parseInt(text.slice(1), 10)}::`) return text;
  const [p = '', q = '', r = ''] = text.slice(1).split(':');
  const parsed = parseMeter(meter);
  const notes = Number(p);
  const usual = usualTime(notes, parsed.kind === 'measured' && parsed.compound);
  const time = q === '' || q === '0' ? usual : Number(q);
  const count = r === '' || r === '0' ? notes : Number(r);
  return time === usual && count === notes ? `(${notes}` : `(${notes}:${time}:${count}`;
}

/** A bar line as one of `|`, `||`, `|]`, `|:`, `:|`, `::`; other runs are taken for the nearest of these. */
export function canonicalBar(text: string): string {
  if (text === ':') return text; // cut short by the cursor
  const double = /^:+$/.test(text);
  const closes = double || /:[|\]]/.test(text);
  const opens = double || /[|\]]:+$/.test(text);
  if (closes || opens) return closes && opens ? '::' : closes ? ':|' : '|:';
  if (text.startsWith('[|]') || text === '[]' || text.startsWith('.')) return '|';
  if (text.endsWith(']')) return '|]';
  return text.length > 1 ? '||' : '|';
}

const CHORD_SYMBOL = /^([A-G])([#b]?)((?:maj|min|dim|aug|sus|add|m|M|[b#]?\d+|[+-])*)(?:\/([A-G][#b]?))?$/;
const LONGEST_SYMBOL = 12;

/** A chord symbol with its quotes, `"Am7/C"`; null where the text is no chord. Brackets around it are left out. */
export function canonicalChordSymbol(quoted: string): string | null {
  const text = quoted
    .replace(/["\s()]/g, '')
    .replaceAll('♯', '#')
    .replaceAll('♭', 'b');
  return text.length <= LONGEST_SYMBOL && CHORD_SYMBOL.test(text) ? `"${text}"` : null;
}

/** The numbers of a variant ending, `1` or `1,3`; null where it is a word. */
export function endingNumbers(text: string): string | null {
  const numbers = text.replace(/[^\d,-]/g, '');
  return /^\d+([,-]\d+)*$/.test(numbers) && !text.includes('"') ? numbers : null;
}
