import { tuneAround } from '../../abc/book.ts';

/** The tune that the preview shows, with what it needs to know of the rest of the file. */
export interface ShownTune {
  /** Where the tune stands in the document. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly fileHeader: string;
}

/**
 * Longer tunes than this are not drawn: a tune is a few hundred characters, a symphony's part some ten thousand. At
 * 50,000 abcjs takes seconds, at 100,000 it fails.
 */
export const LONGEST_TUNE = 60_000;

/** Fields that a file header may hold and that say something about the tunes below it (ABC 2.1, section 3). */
const INHERITED = /^(?:[ABCDFGHILMmNORrSUZ]:|%%)/;

/**
 * The tune at an offset of a document; between tunes the one above, above the first tune that one. Null where the
 * document has none.
 */
export function shownTune(text: string, offset: number): ShownTune | null {
  const range = tuneAround(text, offset) ?? nearestTune(text, offset);
  if (!range) return null;
  const { start, end } = range;
  return { start, end, text: text.slice(start, end), fileHeader: fileHeaderOf(text) };
}

/** The last tune above an offset, or else the first tune of all. */
function nearestTune(text: string, offset: number): { start: number; end: number } | null {
  const above = text.lastIndexOf('\nX:', offset);
  const start = above >= 0 ? above + 1 : text.search(/^X:/m);
  return start >= 0 ? tuneAround(text, start) : null;
}

/** The lines at the top of a file, before the first tune and up to the first blank line, that hold for all tunes. */
export function fileHeaderOf(text: string): string {
  const firstTune = /^X:/m.exec(text)?.index ?? 0;
  const [header = ''] = text.slice(0, firstTune).split(/\r?\n[ \t]*\r?\n/, 1);
  const all = header.split(/\r?\n/);
  // A block with a key is a tune that lacks its X:.
  const lines = all.some((line) => line.startsWith('K:')) ? [] : all.filter((line) => INHERITED.test(line));
  return lines.map((line) => `${line}\n`).join('');
}

/** Offset at which the tune before or after a tune starts; null where there is none. */
export function neighbour(text: string, tune: ShownTune, direction: 'previous' | 'next'): number | null {
  if (direction === 'previous') {
    const before = tune.start === 0 ? -1 : text.lastIndexOf('\nX:', tune.start - 2);
    if (before >= 0) return before + 1;
    return tune.start > 0 && text.startsWith('X:') ? 0 : null;
  }
  const after = text.indexOf('\nX:', Math.max(tune.start, tune.end - 1));
  return after < 0 ? null : after + 1;
}
