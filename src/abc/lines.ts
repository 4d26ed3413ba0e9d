import { skipLine, skipLineBreak } from './scan/characters.ts';

/** A place in a text as editors count it: 0-based line, 0-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text; `\n`, `\r\n` and a lone `\r` end a line. */
export interface Lines {
  readonly text: string;
  /** Offset at which each line starts; never empty. */
  readonly starts: readonly number[];
}

/** Finds where the lines of a text start. */
export function lineStarts(text: string): Lines {
  const starts = [0];
  for (let at = skipLine(text, 0); at < text.length; at = skipLine(text, at)) {
    at = skipLineBreak(text, at);
    starts.push(at);
  }
  return { text, starts };
}

/** The position of an offset; offsets outside the text are taken to its nearest end. */
export function positionAt(lines: Lines, offset: number): Position {
  const within = Math.max(0, Math.min(offset, lines.text.length));
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.starts[middle] ?? 0) <= within) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: within - (lines.starts[low] ?? 0) };
}

/** The offset of a position; a column beyond its line is taken to the line's end, before the line break. */
export function offsetAt(lines: Lines, position: Position): number {
  const start = lines.starts[Math.max(0, position.line)];
  if (start === undefined) return lines.text.length;
  return Math.max(start, Math.min(start + position.column, skipLine(lines.text, start)));
}
