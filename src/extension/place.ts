import * as vscode from 'vscode';
import { fileHeaderOf, sectionIndexAt, type Section } from '../abc/book.ts';
import type { Books } from './books.ts';

/** The section of a book around a position of its document: a tune, or the text between two. */
export interface SectionPlace {
  readonly section: Section;
  /** Of the position, within the section. */
  readonly offset: number;
  /** Text of the file's header; empty where it has none. */
  readonly fileHeader: string;
  /** The place in the document of a range of the section. */
  rangeOf(range: { readonly start: number; readonly end: number }): vscode.Range;
}

/** No tune is longer; a text without blank lines must not make a look at a note read all of it. */
const LONGEST = 200_000;

/** The section at a position; undefined in an empty document, and where it is too long to be one tune. */
export function sectionAt(
  books: Books,
  document: vscode.TextDocument,
  position: vscode.Position,
): SectionPlace | undefined {
  const book = books.of(document);
  const at = document.offsetAt(position);
  const index = sectionIndexAt(book, at);
  const section = book.sections[index];
  const start = book.starts[index] ?? 0;
  if (section === undefined || section.text.length > LONGEST) return undefined;
  return {
    section,
    offset: at - start,
    fileHeader: fileHeaderOf(book),
    rangeOf: (range) =>
      new vscode.Range(document.positionAt(start + range.start), document.positionAt(start + range.end)),
  };
}
