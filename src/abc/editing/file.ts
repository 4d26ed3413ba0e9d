import { type Book, bookText, fileHeaderOf, readBook, type TextEdit, type Tune, tunesOf } from '../book.ts';

/** What tunes may be sorted by. */
export type SortKey = 'number' | 'title' | 'rhythm' | 'key';

const LETTERS: Readonly<Record<SortKey, string>> = { number: 'X', title: 'T', rhythm: 'R', key: 'K' };

/** The value of a tune's first field of a letter, without a comment; empty where it has none. */
function fieldOf(tuneText: string, letter: string): string {
  return new RegExp(`^${letter}:([^\r\n%]*)`, 'm').exec(tuneText)?.[1]?.trim() ?? '';
}

/** The line break that a book uses. */
function lineBreakOf(book: Book): string {
  const first = book.sections.find(({ text }) => /[\r\n]/.test(text))?.text ?? '\n';
  return /\r\n|\r|\n/.exec(first)?.[0] ?? '\n';
}

/** The edits that number the tunes of a book 1, 2, 3 … in their order. */
export function renumberTunes(book: Book): TextEdit[] {
  const lineBreak = lineBreakOf(book);
  return tunesOf(book).flatMap(({ start, text }, index) => {
    const number = String(index + 1);
    const old = /^X:[ \t]*(\d+|[^\r\n%]*)/.exec(text);
    if (!old) return { start, end: start, text: `X:${number}${lineBreak}` };
    const value = old[1] ?? '';
    const end = start + old[0].length;
    return value === number ? [] : { start: end - value.length, end, text: number };
  });
}

/** What a tune is sorted by: titles without an article before them. */
function sortText(tune: Tune, by: SortKey): string {
  const value = fieldOf(tune.text, LETTERS[by]);
  return by === 'title' ? value.replace(/^(?:The|A|An)\s+/i, '') : value;
}

function sortTexts(tunes: readonly Tune[], by: SortKey): string[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const keyed = tunes.map((tune) => ({ text: tune.text, by: sortText(tune, by) }));
  // Tunes that do not say it come last.
  return keyed
    .sort((a, b) => Number(a.by === '') - Number(b.by === '') || compare(a.by, b.by))
    .map(({ text }) => text);
}

const trimmed = (text: string): string => text.replace(/[\r\n]+$/, '');

/**
 * The edit that puts the tunes of a book in order, those alike staying as they follow each other. What stands
 * between tunes stays between them. Null where there is nothing to do, or where tunes would run into each other.
 */
export function sortTunes(book: Book, by: SortKey): TextEdit | null {
  const tunes = tunesOf(book);
  const sorted = sortTexts(tunes, by);
  const [first, last] = [tunes[0], tunes.at(-1)];
  if (!first || !last || sorted.every((text, index) => text === tunes[index]?.text)) return null;
  const lineBreak = lineBreakOf(book);
  let text = '';
  let next = 0;
  book.sections.forEach((section, index) => {
    const start = book.starts[index] ?? 0;
    if (start < first.start || start > last.start) return;
    if (section.kind !== 'tune') text += section.text;
    else {
      const tune = trimmed(sorted[next++] ?? '');
      const isLast = start === last.start;
      const ending = isLast ? section.text.slice(trimmed(section.text).length) : lineBreak;
      const parted = isLast || book.sections[index + 1]?.kind === 'blank';
      text += tune + ending + (parted ? '' : lineBreak);
    }
  });
  const whole = bookText(book);
  const after = readBook(whole.slice(0, first.start) + text + whole.slice(last.end));
  const kept = tunesOf(after).map((tune) => trimmed(tune.text));
  const same = kept.length === sorted.length && kept.every((tune, i) => tune === trimmed(sorted[i] ?? ''));
  return same ? { start: first.start, end: last.end, text } : null;
}

/** A tune as a file of its own: with the file header that it was read under. */
export function tuneAlone(book: Book, tune: Tune): string {
  const lineBreak = lineBreakOf(book);
  const header = trimmed(fileHeaderOf(book));
  return (header === '' ? '' : header + lineBreak + lineBreak) + trimmed(tune.text) + lineBreak;
}
