import type { Lines } from '../excerpt.ts';

/** Where a new tune goes. */
export interface TunePlace {
  /** Line that it starts on; the number of lines for behind the last one. */
  readonly line: number;
  /** Whether blank lines are needed to part it from what stands around it. */
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
}

/** The cursor's line if it is blank; else below the tune that the cursor is in. */
export function placeForTune(lines: Lines, cursor: number): TunePlace {
  let line = cursor;
  while (line < lines.lineCount && lines.lineAt(line).trim() !== '') line++;
  // Behind a tune, the blank line that ends it stays where it is.
  if (line > cursor && line < lines.lineCount) line++;
  const above = line > 0 ? lines.lineAt(Math.min(line, lines.lineCount) - 1) : '';
  const here = line < lines.lineCount ? lines.lineAt(line) : '';
  return { line, blankBefore: above.trim() !== '', blankAfter: here.trim() !== '' };
}

/** One more than the highest number of the X: fields; 1 in a text without any. */
export function nextTuneNumber(lines: Lines): number {
  let highest = 0;
  for (let line = 0; line < lines.lineCount; line++) {
    const number = /^X:[ \t]*(\d{1,9})/.exec(lines.lineAt(line))?.[1];
    if (number !== undefined) highest = Math.max(highest, Number(number));
  }
  return highest + 1;
}
