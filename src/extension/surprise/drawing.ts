import type { TextRange } from '../../abc/book.ts';

/** A note of a document, as the view knows it. */
export interface ShownNote extends TextRange {
  readonly bits: number | null;
}

/**
 * What still holds of a tune after an edit, until it has been read again: a note's surprise depends on what stands
 * before it alone. `edited` is the offset of the first change; a note that it touches may have become another.
 */
export function stillTrue(notes: readonly ShownNote[], edited: number): ShownNote[] {
  return notes.filter(({ end }) => end < edited);
}

/** The note that a cursor at `offset` is in or touches; of two, the one that starts there. */
export function noteAt(notes: readonly ShownNote[], offset: number): ShownNote | undefined {
  return (
    notes.find(({ start, end }) => start <= offset && offset < end) ?? notes.find(({ end }) => end === offset)
  );
}
