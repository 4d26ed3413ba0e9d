import type * as vscode from 'vscode';
import { fileHeaderOf, sectionIndexAt, type Book, type Section } from '../../abc/book.ts';
import type { Books } from '../books.ts';

/** A tune of a document that is looked at. */
export interface ViewedTune {
  readonly section: Section;
  /** Offset in the document. */
  readonly start: number;
  readonly fileHeader: string;
}

/** More tunes than a screen holds, so that a file of one-line tunes asks no more of the model than a tune does. */
const MOST_TUNES = 12;
/** Characters of a text; no tune is longer, save one written to be. */
const LONGEST = 60_000;

/** The tunes to be seen in an editor, that of the cursor first; those too long for any music are left out. */
export function viewedTunes(editor: vscode.TextEditor, books: Books): ViewedTune[] {
  const { document, selection, visibleRanges } = editor;
  const book = books.of(document);
  const cursor = sectionIndexAt(book, document.offsetAt(selection.active));
  const visible = visibleRanges.flatMap(({ start, end }) =>
    sectionsBetween(book, document.offsetAt(start), document.offsetAt(end)),
  );
  const fileHeader = fileHeaderOf(book);
  return [...new Set([cursor, ...visible])]
    .flatMap((index) => {
      const section = book.sections[index];
      const start = book.starts[index];
      if (section?.kind !== 'tune' || start === undefined || section.text.length > LONGEST) return [];
      return { section, start, fileHeader };
    })
    .slice(0, MOST_TUNES);
}

function sectionsBetween(book: Book, from: number, to: number): number[] {
  const first = Math.max(0, sectionIndexAt(book, from));
  const last = Math.min(first + 4 * MOST_TUNES, sectionIndexAt(book, to));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => first + nth);
}
