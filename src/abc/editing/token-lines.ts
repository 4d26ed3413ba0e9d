import { startsFieldInMusic } from '../scan/field.ts';
import { startsDirective } from '../scan/line.ts';
import { textOf, type Token } from '../token.ts';

/** One line of a tune: its tokens and how it ends. */
export interface TokenLine {
  readonly tokens: readonly Token[];
  readonly lineBreak: string;
}

/** The lines of a tune; an empty one at the end of the text is none. */
export function tokenLines(text: string, tokens: readonly Token[]): TokenLine[] {
  const lines: TokenLine[] = [];
  let line: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'line break') line.push(token);
    else {
      lines.push({ tokens: line, lineBreak: textOf(text, token) });
      line = [];
    }
  }
  return line.length > 0 ? [...lines, { tokens: line, lineBreak: '' }] : lines;
}

/** Whether a line of music stays one only behind a blank: `w:` or `%%` would begin another kind of line. */
export function needsBlankFirst(line: string): boolean {
  return startsFieldInMusic(line, 0) || startsDirective(line, 0);
}
