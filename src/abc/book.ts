import { replaced } from './replaced.ts';
import { readSection, type SectionKind, startsTune } from './section.ts';

/** A tune, a text between tunes, or blank lines. The object stays the same while its text does: cache by it. */
export interface Section {
  readonly kind: SectionKind;
  readonly text: string;
}

/** A file of tunes: sections that tile it, and where each starts. */
export interface Book {
  readonly sections: readonly Section[];
  readonly starts: Int32Array;
  readonly length: number;
}

/** A tune and where it stands. `text` runs to the end of its last line, line break included. */
export interface Tune {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly section: Section;
}

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether something starts within a range. */
export function startsWithin({ start }: Pick<TextRange, 'start'>, range: TextRange): boolean {
  return start >= range.start && start < range.end;
}

/** The replacing of the text from `start` to `end` by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Reads a whole file. */
export function readBook(text: string): Book {
  const sections: Section[] = [];
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    const { kind, start, end } = readSection(text, at);
    sections.push({ kind, text: text.slice(start, end) });
    starts.push(start);
    at = end;
  }
  return { sections, starts: Int32Array.from(starts), length: text.length };
}

/** The text that the book was read from. */
export function bookText(book: Book): string {
  return book.sections.map((section) => section.text).join('');
}

/** Index of the section that holds the character at `offset`; the last one beyond the end, -1 in an empty book. */
export function sectionIndexAt(book: Book, offset: number): number {
  let low = 0;
  let high = book.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((book.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return high;
}

function tuneOf(book: Book, index: number): Tune | null {
  const section = book.sections[index];
  const start = book.starts[index];
  if (section?.kind !== 'tune' || start === undefined) return null;
  return { start, end: start + section.text.length, text: section.text, section };
}

/** All tunes in order. */
export function tunesOf(book: Book): Tune[] {
  return book.sections.flatMap((_, index) => tuneOf(book, index) ?? []);
}

/**
 * The tune that `offset` is in, or that typing there would go on with: just behind a tune's last line break
 * still counts. Null elsewhere.
 */
export function tuneAt(book: Book, offset: number): Tune | null {
  const index = sectionIndexAt(book, offset);
  const within = tuneOf(book, index);
  return within ?? (book.starts[index] === offset ? tuneOf(book, index - 1) : null);
}

/** The text of the file header (ABC 2.1 §2.2.2): what stands before the first blank line, unless it is a tune. */
export function fileHeaderOf(book: Book): string {
  const first = book.sections.find((section) => section.kind !== 'blank');
  return first?.kind === 'text' ? first.text : '';
}

/**
 * The book after an edit, re-reading only the sections it touches and one before: equal to a fresh reading of the
 * edited text. Untouched sections stay the same objects. Throws RangeError for an edit outside the book.
 */
export function editBook(book: Book, edit: TextEdit): Book {
  if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= book.length)) {
    throw new RangeError(`edit ${edit.start}–${edit.end} is outside a book of ${book.length} characters`);
  }
  const first = Math.max(0, sectionIndexAt(book, edit.start) - 1);
  let last = Math.min(book.sections.length, sectionIndexAt(book, edit.end) + 1);
  for (;;) {
    const edited = editedText(book, first, last, edit);
    const sections = readSectionsUpTo(edited, book.sections[last]?.text ?? '');
    if (sections) return joined(book, first, last, sections);
    last = Math.min(book.sections.length, last + Math.max(4, last - first));
  }
}

const textBetween = (book: Book, first: number, last: number): string =>
  book.sections
    .slice(first, last)
    .map((section) => section.text)
    .join('');

/** The edited text of the sections from `first` to before `last`. */
function editedText(book: Book, first: number, last: number, edit: TextEdit): string {
  const base = book.starts[first] ?? 0;
  const old = textBetween(book, first, last);
  return old.slice(0, edit.start - base) + edit.text + old.slice(edit.end - base);
}

/**
 * The sections of `text` where the old section `following` comes next; null where the last one goes on into it.
 * The first line of what follows decides that.
 */
function readSectionsUpTo(text: string, following: string): Section[] | null {
  const sections: Section[] = [];
  const whole = text + following;
  let at = 0;
  while (at < text.length) {
    const { kind, start, end } = readSection(whole, at);
    sections.push({ kind, text: whole.slice(start, end) });
    at = end;
  }
  return at === text.length ? sections : null;
}

function joined(book: Book, first: number, last: number, middle: readonly Section[]): Book {
  const sections = replaced(book.sections, first, last - first, middle);
  const starts = new Int32Array(sections.length);
  starts.set(book.starts.subarray(0, first));
  let at = book.starts[first] ?? 0;
  middle.forEach((section, index) => {
    starts[first + index] = at;
    at += section.text.length;
  });
  const shift = at - (book.starts[last] ?? book.length);
  const following = first + middle.length;
  for (let i = following; i < starts.length; i++)
    starts[i] = (book.starts[last + i - following] ?? 0) + shift;
  return { sections, starts, length: book.length + shift };
}

/** Offset of the start of the line that `at` is on. */
function lineStart(text: string, at: number): number {
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

/**
 * The range of the tune that `offset` is in, as `tuneAt` finds it, without reading the whole text: only from the
 * nearest X: before the offset on. Null where the offset is in no tune.
 */
export function tuneAround(text: string, offset: number): TextRange | null {
  let from = lineStart(text, Math.min(offset, text.length));
  while (from > 0 && !startsTune(text, from)) from = lineStart(text, from - 1);
  let before: TextRange | null = null;
  for (let at = from; at < text.length;) {
    const { kind, start, end } = readSection(text, at);
    const tune = kind === 'tune' ? { start, end } : null;
    if (offset < end || end === text.length) return tune ?? (offset === start ? before : null);
    before = tune;
    at = end;
  }
  return null;
}
