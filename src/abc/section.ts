import { COLON, PERCENT, skipLine, skipLineBreak, UPPER_K, UPPER_X } from './scan/characters.ts';
import { blockEndOf, isBlankLine, startsDirective } from './scan/line.ts';

/**
 * A file is tunes, text between them, and the blank lines that part them (ABC 2.1 §2.2). A block of lines with a
 * K: counts as a tune even where its X: is missing.
 */
export type SectionKind = 'tune' | 'text' | 'blank';

/** A stretch of whole lines; the sections of a text tile it. */
export interface SectionRange {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
}

function startsWith(text: string, at: number, letter: number): boolean {
  return text.charCodeAt(at) === letter && text.charCodeAt(at + 1) === COLON;
}

/** Whether a line X:… starts at `at`: the one thing that always starts a tune, even within a block of text. */
export function startsTune(text: string, at: number): boolean {
  return startsWith(text, at, UPPER_X);
}

function nextLine(text: string, at: number): number {
  return skipLineBreak(text, skipLine(text, at));
}

function blankSection(text: string, start: number): SectionRange {
  let end = start;
  while (end < text.length && isBlankLine(text, end)) end = nextLine(text, end);
  return { kind: 'blank', start, end };
}

/**
 * Reads the section that starts at `start`, which must be where a section starts. Blank lines end a section, save
 * within %%begintext … %%endtext; a line X:… ends it always. What a section is depends on its own lines alone.
 */
export function readSection(text: string, start: number): SectionRange {
  if (isBlankLine(text, start)) return blankSection(text, start);
  let kind: SectionKind = startsTune(text, start) ? 'tune' : 'text';
  let blockEnd = '';
  let end = start;
  while (end < text.length) {
    if (end > start && startsTune(text, end)) break;
    if (blockEnd !== '') {
      if (text.startsWith(blockEnd, end)) blockEnd = '';
    } else if (isBlankLine(text, end)) break;
    else if (startsWith(text, end, UPPER_K)) kind = 'tune';
    else if (text.charCodeAt(end) === PERCENT && startsDirective(text, end)) blockEnd = blockEndOf(text, end);
    end = nextLine(text, end);
  }
  return { kind, start, end };
}
