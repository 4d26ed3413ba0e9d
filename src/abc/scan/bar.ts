import {
  BAR,
  CLOSE_SQUARE,
  COLON,
  COMMA,
  DOT,
  endsLine,
  isDigit,
  isLetter,
  MINUS,
  OPEN_SQUARE,
  QUOTE,
  skipBlanks,
} from './characters.ts';
import { quoteEnd } from './quoted.ts';

/** Whether the bracket at `at` belongs to a bar line: `[|`, `[]`, `[:`. */
function opensBarLine(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === BAR || next === CLOSE_SQUARE || (next === COLON && !isLetter(text.charCodeAt(at + 2)));
}

/**
 * Offset of the end of the bar line at `at`, or -1 where none starts there. Any run of `|`, `:`, `[|` and `|]`
 * is one bar line (ABC 2.1 §4.8: software should be liberal here).
 */
export function barLineEnd(text: string, at: number): number {
  const start = text.charCodeAt(at) === DOT ? at + 1 : at;
  let end = start;
  let bars = 0;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code === BAR || code === COLON) bars++;
    else if (code === CLOSE_SQUARE && end > start && text.charCodeAt(end - 1) !== COLON) bars++;
    else if (code === OPEN_SQUARE && opensBarLine(text, end)) bars++;
    else break;
    end++;
  }
  const loneColon = end - start === 1 && text.charCodeAt(start) === COLON;
  return bars === 0 || loneColon ? -1 : end;
}

/** Offset of the end of the numbers `1`, `1,3`, `1-3` of a variant ending at `at`. */
export function endingNumbersEnd(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    const joins = code === COMMA || code === MINUS || code === DOT;
    if (!isDigit(code) && !(joins && isDigit(text.charCodeAt(at + 1)))) return at;
    at++;
  }
}

/**
 * Offset of the end of `["last time"`, an ending with words, at `at`; -1 where the bracket opens a chord that
 * starts with a chord symbol, `["Am"CEA]`.
 */
export function wordedEndingEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== OPEN_SQUARE || text.charCodeAt(at + 1) !== QUOTE) return -1;
  const end = quoteEnd(text, at + 1);
  for (let ahead = skipBlanks(text, end); ; ahead++) {
    const code = text.charCodeAt(ahead);
    if (code === CLOSE_SQUARE) return -1;
    if (endsLine(code) || code === BAR || code === COLON || code === OPEN_SQUARE) return end;
  }
}
