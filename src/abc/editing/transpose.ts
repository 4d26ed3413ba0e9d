import type { TextEdit, TextRange } from '../book.ts';
import { type Field, fieldAt, fieldsIn } from '../fields.ts';
import { fifthsOf, type Key, LETTERS, parseKey } from '../key.ts';
import { formatPitch, naturalSemitones, writtenPitch, type WrittenPitch } from '../pitch.ts';
import { scanTune } from '../scan.ts';
import { noteLetterAt, octaveEnd } from '../scan/note.ts';
import type { Token } from '../token.ts';
import { applyEdits } from './apply.ts';
import { chordNamesIn } from './chord-name.ts';
import { fifthsOfInterval, type Interval, transposeName } from './interval.ts';
import { soundingPitches } from './sounding.ts';

const NO_KEY = 'K:none names no key to transpose from; give it one first.';

/** A tune in another key, or why it cannot be brought there. */
export type Transposed =
  | { readonly kind: 'transposed'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** A pitch so much higher; where that would need three sharps or flats, its simpler twin a step on. */
function moved({ step, accidental }: WrittenPitch, interval: Interval): WrittenPitch {
  const to = step + interval.steps;
  if (accidental === null) return { step: to, accidental };
  const semitones = naturalSemitones(step) + accidental + interval.semitones;
  const near = [to, to + Math.sign(accidental), to - Math.sign(accidental)];
  const simple = near.find((other) => Math.abs(semitones - naturalSemitones(other)) <= 2) ?? to;
  return { step: simple, accidental: semitones - naturalSemitones(simple) };
}

/** Moves a note's letter and octave; its own accidental, written or not, stays one. */
function note(text: string, token: Token, interval: Interval): TextEdit {
  const end = octaveEnd(text, noteLetterAt(text, token.start) + 1);
  const pitch = moved(writtenPitch(text, token.start), interval);
  return { start: token.start, end, text: formatPitch(pitch) };
}

/** The name of a root or bass, in the signs and the case that it is written in. */
function chordNote(name: string, interval: Interval): string {
  if (name === '') return '';
  const plain = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('♯', '#').replaceAll('♭', 'b');
  const there = transposeName(plain.replace('x', '##'), interval);
  const signed = /[♯♭]/.test(name) ? there.replace('#', '♯').replace(/(?<=.)b/, '♭') : there;
  return /^[a-g]/.test(name) ? signed.charAt(0).toLowerCase() + signed.slice(1) : signed;
}

/** The edits of the chords that a quoted text at `start` names; none where it is a remark. */
function chordNames(text: string, { start, end }: TextRange, interval: Interval): TextEdit[] {
  return chordNamesIn(text.slice(start, end)).map((name) => {
    const bass = name.bass === '' ? '' : `/${chordNote(name.bass, interval)}`;
    return {
      start: start + name.start,
      end: start + name.end,
      text: chordNote(name.root, interval) + name.quality + bass,
    };
  });
}

/** Chord symbols within a line of symbols (s:). */
function symbolLine(text: string, { start, end }: Token, interval: Interval): TextEdit[] {
  return [...text.slice(start, end).matchAll(/"([^"^_<>@][^"]*)"/g)].flatMap(({ 0: quoted, index }) =>
    chordNames(text, { start: start + index + 1, end: start + index + quoted.length - 1 }, interval),
  );
}

/** `^f` among the accidentals of a K: field. */
function keyAccidental(word: string, interval: Interval): string {
  const written = writtenPitch(word, 0);
  const { step, accidental } = moved(written, interval);
  // The octave says nothing in a key, so that a letter keeps the case it has.
  return formatPitch({ step: (((step % 7) + 7) % 7) + 7 * Math.floor(written.step / 7), accidental });
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

/** Behind a blank, or close to tonic and mode: `K:D ^f`, `K:Dphr^f`; not the `=d` of `middle=d`. */
const KEY_ACCIDENTAL =
  /(?<=\s|^[A-G][#b]?|^[A-G][#b]?\s*(?:m|M|maj|min|mix|dor|phr|lyd|loc|aeo|ion)[a-z]*)(?:[\^_]\d*\/\d*|\^\^?|__?|=)[A-Ga-g](?=\s|$)/g;

function keyField(field: Field, interval: Interval): TextEdit | null {
  const key = parseKey(field.value);
  if (key.kind !== 'key') return null;
  const value = withAllAccidentals(field.value, key.accidentals)
    .replace(/^[A-G][#b]?/, (tonic) => transposeName(tonic, interval))
    .replace(KEY_ACCIDENTAL, (word) => keyAccidental(word, interval));
  return { start: field.valueStart, end: field.valueEnd, text: value };
}

/** The text between the marks of a quoted token. */
const quoted = (text: string, { start, end }: Token): TextRange => ({
  start: start + 1,
  end: text[end - 1] === '"' ? end - 1 : end,
});

/** Macros that name notes stand for those alone. */
const NOTE_MACRO = /^[^=]*[A-G]/i;

/** Why a tune cannot be transposed by key; null where it can. */
function refusal(fields: readonly Field[], interval: Interval): string | null {
  const keys = fields.filter(({ letter }) => letter === 'K').map(({ value }) => parseKey(value));
  if (keys.length === 0) return 'The tune has no K: field to transpose from.';
  if (keys.some(({ kind }) => kind === 'pipes')) return 'K:HP is fixed: the pipes play in no other key.';
  if (keys.every(({ kind }) => kind === 'none')) return NO_KEY;
  if (fields.some(({ letter, value }) => letter === 'm' && NOTE_MACRO.test(value)))
    return 'This tune has macros (m:), which go by notes as they are written.';
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
  const fields = fieldsIn(tuneText, tokens);
  const reason = refusal(fields, interval);
  if (reason !== null) return { kind: 'refused', reason };
  const edits = tokens.flatMap((token, index) => {
    if (token.kind === 'note') return note(tuneText, token, interval);
    if (token.kind === 'chord symbol') return chordNames(tuneText, quoted(tuneText, token), interval);
    if (token.kind === 'symbols') return symbolLine(tuneText, token, interval);
    const field = fieldAt(tuneText, tokens, index);
    return field?.letter === 'K' ? (keyField(field, interval) ?? []) : [];
  });
  const text = applyEdits(tuneText, edits);
  const before = soundingPitches(tuneText);
  const exact = soundingPitches(text).every(
    (pitch, index) => pitch === (before[index] ?? NaN) + interval.semitones,
  );
  if (exact) return { kind: 'transposed', text };
  const keyless = fields.some(({ letter, value }) => letter === 'K' && /^(?:none\b|$)/i.test(value));
  const why = keyless ? NO_KEY : 'Some accidentals of this tune cannot be written in that key.';
  return { kind: 'refused', reason: why };
}
