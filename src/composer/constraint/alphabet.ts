import { BAR_LINES } from './bar-lines.ts';
import { CHORD_KINDS } from './chord-symbol.ts';
import { INLINE_FIELDS } from './inline-field.ts';
import { FINEST, UNIT } from './ticks.ts';

/** What of the notation a model's vocabulary can write. */
export interface Alphabet {
  /** By character index; index 0 is the unknown character and is never written. */
  readonly characters: readonly string[];
  readonly has: ReadonlySet<string>;
  readonly indexOf: ReadonlyMap<string, number>;
  /** The shortest duration that can be written, in ticks; all we write are multiples of it. */
  readonly grid: number;
  readonly barLines: readonly string[];
  readonly fields: ReadonlySet<string>;
  /** Every beginning of a field. */
  readonly fieldBeginnings: ReadonlySet<string>;
  /** Any tuplet of the grid can be filled: there are a slash and all digits from 2 to 9. */
  readonly tuplets: boolean;
  /** First and second endings can be numbered. */
  readonly endings: boolean;
  readonly chordKinds: readonly string[];
  readonly chordSymbols: boolean;
}

/** @param characters the model's vocabulary, by index. */
export function createAlphabet(characters: readonly string[]): Alphabet {
  const has = new Set(characters.slice(1));
  const writable = (text: string) => Array.from(text).every((character) => has.has(character));
  const fields = has.has('[') && has.has(']') ? INLINE_FIELDS.filter(writable) : [];
  return {
    characters,
    has,
    indexOf: new Map(characters.map((character, index) => [character, index])),
    grid: has.has('/') ? FINEST : UNIT,
    barLines: BAR_LINES.filter(writable),
    fields: new Set(fields),
    fieldBeginnings: new Set(
      fields.flatMap((field) => Array.from(field, (_, end) => field.slice(0, end + 1))),
    ),
    tuplets: writable('/23456789'),
    endings: writable('12:'),
    chordKinds: CHORD_KINDS.filter(writable),
    chordSymbols: Array.from('ABCDEFG').some(writable),
  };
}

/** Whether tunes can be written at all: a note and a bar line. */
export function canWrite(alphabet: Alphabet): boolean {
  return alphabet.has.has('|') && Array.from('ABCDEFGabcdefg').some((letter) => alphabet.has.has(letter));
}
