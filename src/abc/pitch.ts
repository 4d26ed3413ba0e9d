import type { Key, Letter } from './key.ts';
import { noteLetterAt, octaveEnd } from './scan/note.ts';

/** A written note: where on the staff, and the accidental before it. */
export interface WrittenPitch {
  /** Steps of the staff above middle C: C 0, D 1, c 7, B, −1. */
  readonly step: number;
  /** Semitones of the written accidental, ±0.5 for quarter tones; null where none is written. */
  readonly accidental: number | null;
}

const STEPS = 'CDEFGAB';
/** Semitones of the letters above C, without accidentals. */
export const NATURAL: Readonly<Record<Letter, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const isLetter = (text: string): text is Letter => text.length === 1 && STEPS.includes(text);

/** The letter of a step of the staff. */
export function letterOf(step: number): Letter {
  const letter = STEPS.charAt(((step % 7) + 7) % 7);
  return isLetter(letter) ? letter : 'C';
}

/** The pitch class, 0 (C) … 11, of a pitch in semitones above any C. */
export function pitchClass(semitones: number): number {
  return ((semitones % 12) + 12) % 12;
}

/** Semitones above middle C of a step without accidental. */
export function naturalSemitones(step: number): number {
  return NATURAL[letterOf(step)] + 12 * Math.floor(step / 7);
}

/** Reads `^`, `__`, `=`, `^/`, `_3/2` as semitones; null for no accidental. */
function accidentalOf(text: string): number | null {
  if (text === '') return null;
  if (text === '=') return 0;
  const sign = text.startsWith('^') ? 1 : -1;
  const size = /^[_^](\d*)(\/?)(\d*)$/.exec(text);
  if (!size || (size[1] === '' && size[2] === '')) return sign * text.length;
  const above = size[1] === '' ? 1 : Number(size[1]);
  const below = size[2] === '' ? 1 : size[3] === '' ? 2 : Number(size[3]);
  return below === 0 ? 0 : (sign * above) / below;
}

/** The pitch of the note token at `start`. */
export function writtenPitch(text: string, start: number): WrittenPitch {
  const at = Math.max(start, noteLetterAt(text, start));
  const letter = text.charAt(at);
  let step = STEPS.indexOf(letter.toUpperCase()) + (letter >= 'a' ? 7 : 0);
  for (const mark of text.slice(at + 1, octaveEnd(text, at + 1))) step += mark === ',' ? -7 : 7;
  return { step, accidental: accidentalOf(text.slice(start, at)) };
}

function accidentalText(accidental: number): string {
  const mark = accidental > 0 ? '^' : '_';
  const size = Math.abs(accidental);
  if (size === 0) return '=';
  if (Number.isInteger(size)) return mark.repeat(size);
  const below = Number.isInteger(2 * size) ? 2 : 4;
  const above = Math.round(size * below);
  return `${mark}${above === 1 ? '' : above}/${below === 2 && above === 1 ? '' : below}`;
}

/** A pitch as it is written, without length: `^c'`. */
export function formatPitch({ step, accidental }: WrittenPitch): string {
  const letter = letterOf(step);
  const octave = Math.floor(step / 7);
  const marks = octave >= 1 ? "'".repeat(octave - 1) : ','.repeat(-octave);
  return `${accidental === null ? '' : accidentalText(accidental)}${octave >= 1 ? letter.toLowerCase() : letter}${marks}`;
}

/** Follows the accidentals of a bar: one holds for its step until the bar line (ABC 2.1 §11.3, `octave`). */
export class BarAccidentals {
  private readonly written = new Map<number, number>();

  /** Semitones above middle C at which a written note sounds in a key. */
  sounding({ step, accidental }: WrittenPitch, key: Key): number {
    if (accidental !== null) this.written.set(step, accidental);
    return naturalSemitones(step) + (this.written.get(step) ?? key.accidentals[letterOf(step)]);
  }

  startBar(): void {
    this.written.clear();
  }
}
