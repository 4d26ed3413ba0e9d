import type { Field } from '../../abc/fields.ts';
import { formatFraction } from '../../abc/fraction.ts';
import { type Letter, LETTERS, parseKey } from '../../abc/key.ts';
import { parseUnitNoteLength } from '../../abc/length.ts';
import { readMeter } from '../../abc/meter.ts';
import { nameOfDuration } from '../../abc/reference/durations.ts';
import { FIELDS } from '../../abc/reference/fields.ts';
import type { Explanation } from './passage.ts';
import { explainDirective } from './signs.ts';

function signatureOf(accidentals: Readonly<Record<Letter, number>>): string {
  const marks = LETTERS.flatMap((letter) => {
    const semitones = accidentals[letter];
    return semitones === 0 ? [] : [`${letter}${semitones > 0 ? '♯' : '♭'}`];
  });
  return marks.length === 0 ? 'no sharps or flats' : marks.join(', ');
}

function keyReading(value: string): string {
  const key = parseKey(value);
  if (key.kind === 'pipes') return 'Great Highland bagpipe.';
  if (key.kind === 'none') return '';
  const tonic = key.tonic.replace('#', '♯').replace('b', '♭');
  return `Here: ${tonic} ${key.mode}, ${signatureOf(key.accidentals)}.`;
}

function meterReading(value: string): string {
  const meter = readMeter(value);
  if (meter?.kind !== 'measured') return '';
  const beats = meter.beats.map(formatFraction);
  const alike = new Set(beats).size === 1;
  const first = beats[0] ?? '';
  return alike
    ? `Here: ${beats.length} ${beats.length === 1 ? 'beat' : 'beats'} of ${first}.`
    : `Here: beats of ${beats.join(' and ')}.`;
}

function lengthReading(value: string): string {
  const length = parseUnitNoteLength(value);
  return length === null ? '' : `Here: a bare letter is one ${nameOfDuration(length)}.`;
}

const READINGS: Readonly<Record<string, (value: string) => string>> = {
  K: keyReading,
  M: meterReading,
  L: lengthReading,
};

/** What a field is for, and what its value says. */
export function explainField(field: Field): Explanation | null {
  const { letter, value, start, end } = field;
  if (letter === 'I') {
    const directive = explainDirective(value, { start, end });
    if (directive) return directive;
  }
  const description = FIELDS.get(letter);
  if (!description) return null;
  const reading = READINGS[letter]?.(value) ?? '';
  const text = [description.text, reading].filter((part) => part !== '').join(' ');
  return { start, end, title: `${letter}: ${description.name}`, text };
}
