import type { TextEdit } from '../book.ts';
import { fieldAt, type Field } from '../fields.ts';
import { fifthsOf, type Key, LETTERS, parseKey } from '../key.ts';
import { formatPitch, naturalSemitones, writtenPitch } from '../pitch.ts';
import { scanTune } from '../scan.ts';
import { noteLetterAt, octaveEnd } from '../scan/note.ts';
import { textOf, type Token } from '../token.ts';
import { applyEdits } from './apply.ts';
import { fifthsOfInterval, type Interval, transposeName } from './interval.ts';
import { soundingPitches } from './sounding.ts';

/** A tune in another key, or why it cannot be brought there. */
export type Transposed =
  | { readonly kind: 'transposed'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

const CHORD = /^([A-G][#b]?)((?:m|maj|min|dim|aug|sus|add|M|\d|\+|-|°|ø|\(|\)|#|b)*)(?:\/([A-G][#b]?))?$/;

/** Steps and semitones by which the notes move; a pitch keeps its own accidental, written or not. */
function note(text: string, token: Token, interval: Interval): TextEdit {
  const { step, accidental } = writtenPitch(text, token.start);
  const end = octaveEnd(text, noteLetterAt(text, token.start) + 1);
  const moved = step + interval.steps;
  const drift = naturalSemitones(step) + interval.semitones - naturalSemitones(moved);
  const pitch = { step: moved, accidental: accidental === null ? null : accidental + drift };
  return { start: token.start, end, text: formatPitch(pitch) };
}

function chordSymbol(text: string, token: Token, interval: Interval): TextEdit | null {
  const found = CHORD.exec(textOf(text, token).replaceAll('"', ''));
  if (!found?.[1]) return null;
  const bass = found[3] === undefined ? '' : `/${transposeName(found[3], interval)}`;
  return {
    start: token.start,
    end: token.end,
    text: `"${transposeName(found[1], interval)}${found[2] ?? ''}${bass}"`,
  };
}

/** `^f` among the accidentals of a K: field. */
function keyAccidental(word: string, interval: Interval): string {
  const { step, accidental } = writtenPitch(word, 0);
  const moved = step + interval.steps;
  const drift = naturalSemitones(step) + interval.semitones - naturalSemitones(moved);
  const octave = Math.floor(step / 7);
  return formatPitch({ step: (((moved % 7) + 7) % 7) + 7 * octave, accidental: (accidental ?? 0) + drift });
}

/** `exp` says that no other letter has an accidental: naturals are written out, as they may move to a sharp. */
function withAllAccidentals(value: string, accidentals: Key['accidentals']): string {
  if (!/\sexp\b/i.test(value)) return value;
  const named = LETTERS.filter((letter) => accidentals[letter] === 0).map(
    (letter) => `=${letter.toLowerCase()}`,
  );
  const others = named.filter((word) => !value.includes(word));
  return value.replace(/\sexp\b/i, (exp) => [exp, ...others].join(' '));
}

function keyField(field: Field, interval: Interval): TextEdit | null {
  const key = parseKey(field.value);
  if (key.kind !== 'key') return null;
  const value = withAllAccidentals(field.value, key.accidentals)
    .replace(/^[A-G][#b]?/, (tonic) => transposeName(tonic, interval))
    .replace(/(?<=\s)(?:\^\^?|__?|=)[A-Ga-g](?=\s|$)/g, (word) => keyAccidental(word, interval));
  return { start: field.valueStart, end: field.valueEnd, text: value };
}

/** Why a tune cannot be transposed by key; null where it can. */
function refusal(fields: readonly Field[], interval: Interval): string | null {
  const keys = fields.filter(({ letter }) => letter === 'K').map(({ value }) => parseKey(value));
  if (keys.length === 0) return 'The tune has no K: field to transpose from.';
  if (keys.some(({ kind }) => kind === 'pipes')) return 'K:HP is fixed: the pipes play in no other key.';
  if (keys.every(({ kind }) => kind === 'none'))
    return 'K:none names no key to transpose from; give it one first.';
  const shift = fifthsOfInterval(interval);
  const tooFar = keys.find(
    ({ tonic, mode }) => Math.abs((fifthsOf(tonic, mode) ?? 0) + (tonic ? shift : 0)) > 7,
  );
  return tooFar ? `${tooFar.text} would need more than seven sharps or flats there.` : null;
}

/**
 * Transposes a tune: notes, chord symbols and K: fields; all else stays as it is written, accidentals included
 * that only remind. The result is checked to sound exactly so much higher.
 */
export function transposeTune(tuneText: string, interval: Interval): Transposed {
  const tokens = scanTune(tuneText);
  const fields = tokens.flatMap((_, index) => fieldAt(tuneText, tokens, index) ?? []);
  const reason = refusal(fields, interval);
  if (reason !== null) return { kind: 'refused', reason };
  const edits = tokens.flatMap((token, index) => {
    if (token.kind === 'note') return note(tuneText, token, interval);
    if (token.kind === 'chord symbol') return chordSymbol(tuneText, token, interval) ?? [];
    const field = fieldAt(tuneText, tokens, index);
    return field?.letter === 'K' ? (keyField(field, interval) ?? []) : [];
  });
  const text = applyEdits(tuneText, edits);
  const before = soundingPitches(tuneText);
  const exact = soundingPitches(text).every(
    (pitch, index) => pitch === (before[index] ?? NaN) + interval.semitones,
  );
  if (!exact)
    return { kind: 'refused', reason: 'Some accidentals of this tune cannot be written in that key.' };
  return { kind: 'transposed', text };
}
