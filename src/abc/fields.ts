import { scanText } from './scan.ts';
import { textOf, type Token } from './token.ts';

/** A field wherever it stands: on a line of its own or within brackets. */
export interface Field {
  /** `K`, `w`, `+`. */
  readonly letter: string;
  readonly value: string;
  /** From the letter (or the bracket) to the end of the value (or the bracket). */
  readonly start: number;
  readonly end: number;
  /** Where the value stands. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly inline: boolean;
}

const isValue = ({ kind }: Token): boolean =>
  kind === 'field value' || kind === 'lyrics' || kind === 'symbols';

function inlineField(text: string, token: Token): Field {
  const closed = text[token.end - 1] === ']' && token.end - token.start > 3;
  const valueEnd = closed ? token.end - 1 : token.end;
  const value = text.slice(token.start + 3, valueEnd);
  const letter = text.slice(token.start + 1, token.start + 2);
  const { start, end } = token;
  return { letter, value: value.trim(), start, end, valueStart: start + 3, valueEnd, inline: true };
}

/** The field whose letter, or whose brackets, are token `index`; null where that token is neither. */
export function fieldAt(text: string, tokens: readonly Token[], index: number): Field | null {
  const token = tokens[index];
  if (token?.kind === 'inline field') return inlineField(text, token);
  if (token?.kind !== 'field letter') return null;
  const letter = text.slice(token.start, token.start + 1);
  const space = tokens[index + 1]?.kind === 'space' ? 1 : 0;
  const value = tokens[index + 1 + space];
  const found = value !== undefined && isValue(value) ? value : null;
  const valueStart = found?.start ?? token.end;
  const valueEnd = found?.end ?? token.end;
  const content = found ? textOf(text, found) : '';
  return { letter, value: content, start: token.start, end: valueEnd, valueStart, valueEnd, inline: false };
}

/** All fields among the tokens of a text, in order. */
export function fieldsIn(text: string, tokens: readonly Token[]): Field[] {
  return tokens.flatMap((_, index) => fieldAt(text, tokens, index) ?? []);
}

/** The fields of a file header's text. */
export function fieldsOfText(text: string): Field[] {
  return fieldsIn(text, scanText(text));
}
