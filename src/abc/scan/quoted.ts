import {
  BACKSLASH,
  BANG,
  BAR,
  endsLine,
  isBlank,
  isDigit,
  isLetter,
  OPEN_SQUARE,
  QUOTE,
  CLOSE_SQUARE,
} from './characters.ts';

const LONGEST_DECORATION = 40;

/** Offset past the closing quote of the text quoted at `at`; the end of the line where it is not closed. */
export function quoteEnd(text: string, at: number): number {
  for (let end = at + 1; ; end++) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) return end + 1;
    if (endsLine(code)) return end;
    if (code === BACKSLASH && !endsLine(text.charCodeAt(end + 1))) end++;
  }
}

/** Whether a quoted text is placed like an annotation: `"^above"`, `"_below"`, `"<left"`, `">right"`, `"@x,y"`. */
export function isAnnotation(text: string, at: number): boolean {
  return '^_<>@'.includes(text.charAt(at + 1)) && text.charAt(at + 1) !== '';
}

/**
 * Offset past the closing mark of the decoration `!…!` or `+…+` at `at`; -1 where the mark stands alone, as the
 * old `!` for a line break does. A decoration's name has no blank, bar line, quote or bracket in it.
 */
export function decorationEnd(text: string, at: number): number {
  const mark = text.charCodeAt(at);
  for (let end = at + 1; end - at <= LONGEST_DECORATION; end++) {
    const code = text.charCodeAt(end);
    if (code === mark) return end === at + 1 ? -1 : end + 1;
    if (endsLine(code) || isBlank(code) || code === BAR || code === QUOTE || code === BANG) return -1;
    if (code === OPEN_SQUARE || code === CLOSE_SQUARE) return -1;
  }
  return -1;
}

/** Offset past the `]` of the inline field at `at`, the end of the line where it is not closed; -1 where none starts. */
export function inlineFieldEnd(text: string, at: number): number {
  const letter = text.charCodeAt(at + 1);
  if (!isLetter(letter) || text.charAt(at + 2) !== ':') return -1;
  let end = at + 3;
  while (!endsLine(text.charCodeAt(end))) {
    if (text.charCodeAt(end++) === CLOSE_SQUARE) break;
  }
  return end;
}

/** Offset of the end of the tuplet `(p`, `(p:q`, `(p:q:r` at `at`; -1 where none starts there. */
export function tupletEnd(text: string, at: number): number {
  let end = at + 1;
  if (!isDigit(text.charCodeAt(end))) return -1;
  while (isDigit(text.charCodeAt(end))) end++;
  for (let colons = 0; colons < 2; colons++) {
    const next = text.charCodeAt(end + 1);
    const goesOn = isDigit(next) || (colons === 0 && text.charAt(end + 1) === ':');
    if (text.charAt(end) !== ':' || !goesOn) break;
    end++;
    while (isDigit(text.charCodeAt(end))) end++;
  }
  // `(3::` says no more than `(3`.
  return text.charAt(end) === ':' && text.charAt(end - 1) === ':' ? end + 1 : end;
}
