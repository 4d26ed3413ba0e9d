import { scanTune } from '../../abc/scan.ts';

/** So that what follows is read as music. */
const HEADER = 'K:C\n';

/**
 * The part of a suggestion up to its next bar line, that included; a bar line with no note or rest before it in
 * the suggestion only closes the bar at the cursor and does not count. All of it where no bar ends.
 * `line` is the text of the cursor's line before it.
 */
export function firstBar(line: string, suggestion: string): string {
  const start = HEADER.length + line.length;
  let sounding = false;
  for (const token of scanTune(HEADER + line + suggestion)) {
    if (token.end <= start) continue;
    if (token.kind === 'note' || token.kind === 'rest' || token.kind === 'multimeasure rest') sounding = true;
    if (token.kind === 'bar line' && sounding) return suggestion.slice(0, token.end - start);
  }
  return suggestion;
}
