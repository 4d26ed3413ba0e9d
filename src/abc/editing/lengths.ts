import { readEvents } from '../bars/events.ts';
import { startsWithin, type TextEdit, type TextRange } from '../book.ts';
import { type Field, fieldsIn, fieldsOfText } from '../fields.ts';
import { equals, type Fraction, multiply, ONE } from '../fraction.ts';
import { formatLength, parseLength } from '../length.ts';
import { scanTune } from '../scan.ts';
import { lengthEnd, noteLetterAt, octaveEnd } from '../scan/note.ts';
import type { Token } from '../token.ts';
import { settingsOf } from '../voice.ts';
import { applyEdits } from './apply.ts';

/** A tune written in another way, or why it cannot be. */
export type Rewritten =
  | { readonly kind: 'rewritten'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

export const refused = (reason: string): Rewritten => ({ kind: 'refused', reason });

/** The range of the length behind the note or rest at `start`; empty where none is written. */
export function lengthRange(text: string, start: number): TextRange {
  const letter = noteLetterAt(text, start);
  const from = octaveEnd(text, (letter < 0 ? start : letter) + 1);
  return { start: from, end: lengthEnd(text, from) };
}

/** The edit that multiplies a written length; null where it stays, or is none that makes sense. */
function scaled(text: string, { start, end }: TextRange, factor: Fraction): TextEdit | null {
  const length = parseLength(text.slice(start, end));
  if (!length || equals(factor, ONE)) return null;
  return { start, end, text: formatLength(multiply(length, factor)) };
}

/** An edit, if there is one, as a list. */
export const one = (edit: TextEdit | null): TextEdit[] => (edit ? [edit] : []);

/** The chord that is being read: the lengths of its notes. */
interface Chord {
  readonly lengths: TextRange[];
  readonly factor: Fraction;
}

/** `[C2E2]` is scaled within, `[CE]2` and `[CE]` behind the bracket: each as it was written. */
function chordEdits(text: string, { lengths, factor }: Chord, close: TextRange | null): TextEdit[] {
  const outside = close && { start: close.start + 1, end: close.end };
  const written = lengths.some(({ start, end }) => end > start);
  const within = outside === null || (outside.start === outside.end && written);
  return (within ? lengths : [outside]).flatMap((range) => one(scaled(text, range, factor)));
}

const ENDS_CHORD: ReadonlySet<Token['kind']> = new Set([
  'bar line',
  'variant ending',
  'overlay',
  'line break',
]);

/**
 * The edits that multiply the lengths of a tune's notes, rests and chords, each by what `factorAt` says of its
 * token. Grace notes take no time and keep their lengths.
 */
export function lengthEdits(
  text: string,
  tokens: readonly Token[],
  factorAt: (index: number) => Fraction,
): TextEdit[] {
  const edits: TextEdit[] = [];
  let chord: Chord | null = null;
  let inGrace = false;
  for (const [index, token] of tokens.entries()) {
    const { kind, start } = token;
    const ends = ENDS_CHORD.has(kind);
    if (kind === 'grace open') inGrace = true;
    else if (kind === 'grace close' || ends) inGrace = false;
    if (inGrace) continue;
    if (kind === 'chord open') chord = { lengths: [], factor: factorAt(index) };
    else if (kind === 'note' || kind === 'rest') {
      const range = lengthRange(text, start);
      if (chord) chord.lengths.push(range);
      else edits.push(...one(scaled(text, range, factorAt(index))));
    } else if (chord && (kind === 'chord close' || ends)) {
      edits.push(...chordEdits(text, chord, ends ? null : token));
      chord = null;
    }
  }
  return chord ? [...edits, ...chordEdits(text, chord, null)] : edits;
}

interface Sounding {
  readonly start: number;
  readonly duration: Fraction;
}

function soundsOf(text: string, fileHeader: string): Sounding[] {
  const events = readEvents(text, scanTune(text), settingsOf(fieldsOfText(fileHeader)));
  return events.flatMap((event) =>
    'duration' in event && event.kind !== 'multimeasure rest' ? [event] : [],
  );
}

/** The text after edits, if each of its sounds lasts as many times longer as asked. */
export function checked(
  before: string,
  edits: readonly TextEdit[],
  fileHeader: string,
  factorOf: (sound: Sounding) => Fraction,
): Rewritten {
  const text = applyEdits(before, edits);
  const old = soundsOf(before, fileHeader);
  const now = soundsOf(text, fileHeader);
  const exact =
    old.length === now.length &&
    old.every((sound, index) => {
      const after = now[index];
      return after !== undefined && equals(after.duration, multiply(sound.duration, factorOf(sound)));
    });
  return exact
    ? { kind: 'rewritten', text }
    : refused('Some lengths of this tune cannot be written so that they sound as they should.');
}

export function hasMacros(fields: readonly Field[], fileHeader: string): boolean {
  return [...fields, ...fieldsOfText(fileHeader)].some(({ letter }) => letter === 'm');
}

export const MACROS = 'This tune has macros (m:), which go by lengths as they are written.';

/**
 * Multiplies the lengths of the notes, rests and chords that start within a range (the whole tune where none is
 * given): by 2 all sound twice as long. L: and M: stay as they are.
 */
export function scaleLengths(
  tuneText: string,
  factor: Fraction,
  range: TextRange = { start: 0, end: tuneText.length },
  fileHeader = '',
): Rewritten {
  const tokens = scanTune(tuneText);
  const fields = fieldsIn(tuneText, tokens);
  if (hasMacros(fields, fileHeader)) return refused(MACROS);
  const within = (start: number): Fraction => (startsWithin({ start }, range) ? factor : ONE);
  const edits = lengthEdits(tuneText, tokens, (index) => within(tokens[index]?.start ?? 0));
  return checked(tuneText, edits, fileHeader, ({ start }) => within(start));
}
