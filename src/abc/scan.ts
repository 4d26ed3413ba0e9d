import { COLON, PERCENT, skipLine, skipLineBreak, UPPER_K } from './scan/characters.ts';
import { scanFieldLine, startsField, startsFieldInMusic, valueKind } from './scan/field.ts';
import { blockEndOf, isBlankLine, startsDirective } from './scan/line.ts';
import { scanMusicLine } from './scan/music.ts';
import { readSection, type SectionKind } from './section.ts';
import type { Token, TokenKind } from './token.ts';

/** Where in its section the reading of a line stands. */
interface Reading {
  readonly text: string;
  readonly tokens: Token[];
  place: 'text' | 'header' | 'body';
  /** The header ends at a K: that is still to come. */
  keyAhead: boolean;
  /** The line that ends an open block of text; empty outside one. */
  blockEnd: string;
  /** Kind of the last field's value, for a `+:` that follows. */
  valueKind: TokenKind;
}

function startsKey(text: string, at: number): boolean {
  return text.charCodeAt(at) === UPPER_K && text.charCodeAt(at + 1) === COLON;
}

function scanRestOfLine(reading: Reading, kind: TokenKind, at: number): number {
  const end = skipLine(reading.text, at);
  reading.tokens.push({ kind, start: at, end });
  return end;
}

function scanPercentLine(reading: Reading, at: number): number {
  if (!startsDirective(reading.text, at)) return scanRestOfLine(reading, 'comment', at);
  reading.blockEnd = blockEndOf(reading.text, at);
  return scanRestOfLine(reading, 'directive', at);
}

function scanField(reading: Reading, at: number): number {
  const { text } = reading;
  if (reading.place === 'header' && startsKey(text, at)) reading.place = 'body';
  reading.valueKind = valueKind(text, at, reading.valueKind);
  return scanFieldLine(reading.tokens, text, at, reading.valueKind);
}

function scanBlockLine(reading: Reading, at: number): number {
  if (!reading.text.startsWith(reading.blockEnd, at)) return scanRestOfLine(reading, 'text block', at);
  reading.blockEnd = '';
  return scanRestOfLine(reading, 'directive', at);
}

/** Reads the line at `at`, which is not at its line break; returns its end. */
function scanLine(reading: Reading, at: number): number {
  const { text } = reading;
  if (reading.blockEnd !== '') return scanBlockLine(reading, at);
  if (text.charCodeAt(at) === PERCENT) return scanPercentLine(reading, at);
  const field = reading.place === 'body' ? startsFieldInMusic(text, at) : startsField(text, at);
  if (field) return scanField(reading, at);
  if (isBlankLine(text, at)) return scanRestOfLine(reading, 'space', at);
  if (reading.place === 'header' && !reading.keyAhead) reading.place = 'body';
  return reading.place === 'body'
    ? scanMusicLine(reading.tokens, text, at)
    : scanRestOfLine(reading, 'text', at);
}

/** Whether a K: line starts in the section from `start` to `end`. */
function hasKey(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at = skipLineBreak(text, skipLine(text, at))) {
    if (startsKey(text, at)) return true;
  }
  return false;
}

/** Pushes the tokens of one section; they tile it. */
function scanSection(tokens: Token[], text: string, kind: SectionKind, start: number, end: number): void {
  const place = kind === 'tune' ? 'header' : 'text';
  const keyAhead = kind === 'tune' && hasKey(text, start, end);
  const reading: Reading = { text, tokens, place, keyAhead, blockEnd: '', valueKind: 'field value' };
  for (let at = start; at < end;) {
    const lineBreak = skipLineBreak(text, at);
    if (lineBreak > at) tokens.push({ kind: 'line break', start: at, end: lineBreak });
    at = lineBreak > at ? lineBreak : scanLine(reading, at);
  }
}

/** Tokens of a whole file. They tile it exactly; any text is read, nothing throws. */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const { kind, start, end } = readSection(text, at);
    scanSection(tokens, text, kind, start, end);
    at = end;
  }
  return tokens;
}

/**
 * Tokens of one tune. Its header ends with its first K:; without one, at the first line that is no field. Blank
 * lines within do not end it.
 */
export function scanTune(text: string): Token[] {
  const tokens: Token[] = [];
  scanSection(tokens, text, 'tune', 0, text.length);
  return tokens;
}

/** Tokens of text between tunes, or of a file header. */
export function scanText(text: string): Token[] {
  const tokens: Token[] = [];
  scanSection(tokens, text, 'text', 0, text.length);
  return tokens;
}
