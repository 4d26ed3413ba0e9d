import type { Token, TokenKind } from '../token.ts';
import {
  BACKSLASH,
  COLON,
  endsLine,
  isBlank,
  isLetter,
  isNoteLetter,
  PERCENT,
  PLUS,
  skipBlanks,
  skipLine,
} from './characters.ts';

/** Whether a field line, `K:…` or `+:…`, starts at `at`. */
export function startsField(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return text.charCodeAt(at + 1) === COLON && (isLetter(code) || code === PLUS);
}

/** Within music, `A:|` and `z::` are a note or rest and a bar line rather than a field. */
export function startsFieldInMusic(text: string, at: number): boolean {
  if (!startsField(text, at)) return false;
  const code = text.charCodeAt(at);
  const sounds = isNoteLetter(code) || 'xzXZ'.includes(text.charAt(at));
  const next = text.charAt(at + 2);
  return !(sounds && (next === '|' || next === ':'));
}

/** Offset of the comment on the line at `at`, or of the line's end; `\%` is a per cent sign. */
function valueEnd(text: string, at: number): number {
  for (let code = text.charCodeAt(at); !endsLine(code); code = text.charCodeAt(++at)) {
    if (code === PERCENT) return at;
    if (code === BACKSLASH && text.charCodeAt(at + 1) === PERCENT) at++;
  }
  return at;
}

function pushStretch(tokens: Token[], kind: TokenKind, start: number, end: number): void {
  if (end > start) tokens.push({ kind, start, end });
}

/** The kind of the value of the field at `at`; a `+:` goes on with the kind of the field before it. */
export function valueKind(text: string, at: number, before: TokenKind): TokenKind {
  const letter = text.charAt(at);
  if (letter === '+') return before;
  return letter === 'w' ? 'lyrics' : letter === 's' ? 'symbols' : 'field value';
}

/** Reads the field line at `at`: letter, value, comment, with the blanks around them; returns the line's end. */
export function scanFieldLine(tokens: Token[], text: string, at: number, kind: TokenKind): number {
  const start = skipBlanks(text, at + 2);
  const comment = valueEnd(text, start);
  let end = comment;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  const lineEnd = skipLine(text, comment);
  tokens.push({ kind: 'field letter', start: at, end: at + 2 });
  pushStretch(tokens, 'space', at + 2, start);
  pushStretch(tokens, kind, start, end);
  pushStretch(tokens, 'space', end, comment);
  pushStretch(tokens, 'comment', comment, lineEnd);
  return lineEnd;
}
