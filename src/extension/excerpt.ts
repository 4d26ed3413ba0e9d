/** The lines of a text, however they are kept: an editor's document never has to be joined for this. */
export interface Lines {
  readonly lineCount: number;
  /** One line without its line end. */
  lineAt(line: number): string;
}

/** The tune around a position, as lines joined by `\n` whatever the file's line ends are. */
export interface Excerpt {
  /** From the start of the tune to the position. */
  readonly before: string;
  /** From the position to the end of the tune. */
  readonly after: string;
  /** Line of the document that `before` starts on, 0-based. */
  readonly firstLine: number;
  /** The fields at the head of the file, which hold for all its tunes; '' where there are none. */
  readonly fileHeader: string;
}

/** No tune is longer; a text without blank lines must not make a keystroke read all of it. */
const MAXIMUM_LINES = 2000;
/** A file's header is longer only where it is no header. */
const MAXIMUM_HEADER_LINES = 100;

/**
 * Cuts out the tune around a position: back to its X: line or to a blank line, on to the next of either.
 * The line of the position may be blank itself: that is where a tune goes on after Enter.
 */
export function excerptAt(lines: Lines, line: number, character: number): Excerpt {
  const here = lines.lineAt(line);
  const before = [here.slice(0, character)];
  let firstLine = line;
  while (!startsTune(lines.lineAt(firstLine)) && firstLine > 0 && line - firstLine < MAXIMUM_LINES) {
    const above = lines.lineAt(firstLine - 1);
    if (isBlank(above)) break;
    before.unshift(above);
    firstLine--;
  }
  const after = [here.slice(character)];
  const end = Math.min(lines.lineCount, line + MAXIMUM_LINES);
  for (let next = line + 1; next < end; next++) {
    const below = lines.lineAt(next);
    if (isBlank(below) || startsTune(below)) break;
    after.push(below);
  }
  const fileHeader = firstLine === 0 ? '' : fileHeaderOf(lines, firstLine);
  return { before: before.join('\n'), after: after.join('\n'), firstLine, fileHeader };
}

/** The lines above the first tune (ABC 2.1 §2.2.2), where they begin with a field, comment or directive. */
function fileHeaderOf(lines: Lines, end: number): string {
  const header: string[] = [];
  for (let line = 0; line < Math.min(end, MAXIMUM_HEADER_LINES); line++) {
    const text = lines.lineAt(line);
    if (isBlank(text) || startsTune(text)) break;
    header.push(text);
  }
  return /^\uFEFF?([A-Za-z]:|%)/.test(header[0] ?? '') ? header.join('\n') : '';
}

const isBlank = (line: string): boolean => line.trim() === '';
const startsTune = (line: string): boolean => line.startsWith('X:');
