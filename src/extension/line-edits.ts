import type { TextEdit } from '../abc/book.ts';

/** Lines with the line break that ends each. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/**
 * The edits that make one text of another, a line at a time where both have as many lines; cursors in lines that
 * stay the same then stay where they are.
 */
export function lineEdits(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  if (old.length !== now.length) return [{ start: 0, end: before.length, text: after }];
  const edits: TextEdit[] = [];
  let start = 0;
  old.forEach((line, index) => {
    const text = now[index] ?? '';
    if (text !== line) edits.push({ start, end: start + line.length, text });
    start += line.length;
  });
  return edits;
}
