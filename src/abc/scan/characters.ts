/** Character codes by the names that ABC gives them. */
const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
export const BANG = 33;
export const QUOTE = 34;
export const PERCENT = 37;
export const APOSTROPHE = 39;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const EQUALS = 61;
export const BACKSLASH = 92;
export const OPEN_SQUARE = 91;
export const CLOSE_SQUARE = 93;
export const CARET = 94;
export const UNDERSCORE = 95;
export const BAR = 124;
export const UPPER_K = 75;
export const UPPER_X = 88;

/** Whether a code ends a line; `charCodeAt` beyond the text gives NaN, which does. */
export function endsLine(code: number): boolean {
  return code === LF || code === CR || code !== code;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** A–G, a–g */
export function isNoteLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 103;
}

/** Offset of the first character at or after `at` that is not blank. */
export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Offset of the first character at or after `at` that is not a digit. */
export function skipDigits(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Offset of the end of the line, before its line break. */
export function skipLine(text: string, at: number): number {
  while (!endsLine(text.charCodeAt(at))) at++;
  return at;
}

/** Offset just past the line break at `at`; `at` itself at the end of the text. */
export function skipLineBreak(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === LF) return at + 1;
  if (code !== CR) return at;
  return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}
