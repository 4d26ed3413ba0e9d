import { scanTune } from '../scan.ts';
import { isMusic, textOf, type Token } from '../token.ts';
import { needsBlankFirst, type TokenLine, tokenLines } from './token-lines.ts';

export interface FormatStyle {
  /** Whether the bar lines of lines that follow each other stand in columns. */
  readonly align: boolean;
}

const NO_LINE: TokenLine = { tokens: [], lineBreak: '' };

const isSpace = ({ kind }: Token): boolean => kind === 'space' || kind === 'beam space';
const isMusicLine = ({ tokens }: TokenLine): boolean => tokens[0] !== undefined && isMusic(tokens[0].kind);

/** What belongs to the bar line behind it: `!fermata!|`. */
const ATTACHED: ReadonlySet<Token['kind']> = new Set([
  'decoration',
  'shorthand',
  'annotation',
  'chord symbol',
]);

/** The space between two tokens of music; beams stay as they are. */
function between(text: string, left: Token, right: Token, spaced: boolean): string {
  const barBefore = left.kind === 'bar line';
  if (barBefore && right.kind === 'variant ending' && text[right.start] !== '[') return '';
  if (right.kind === 'bar line' && ATTACHED.has(left.kind)) return spaced ? ' ' : '';
  const apart = barBefore || right.kind === 'bar line' || left.kind === 'variant ending';
  return apart || spaced ? ' ' : '';
}

/** A line of music cut behind each bar line but one that starts it; joined, the cells are the line. */
function cells(text: string, tokens: readonly Token[]): string[] {
  const done: string[] = [];
  let cell = '';
  let last: Token | null = null;
  let spaced = false;
  let opening = true;
  for (const token of tokens) {
    if (isSpace(token)) {
      spaced = true;
      continue;
    }
    if (last?.kind === 'bar line' && !opening) {
      done.push(cell);
      cell = '';
    }
    opening = last === null;
    cell += (last ? between(text, last, token, spaced) : '') + textOf(text, token);
    last = token;
    spaced = false;
  }
  return keptMusic([...done, cell], tokens);
}

/** Some lines are music only for the blank they start with: ` K:` would be a field without it. */
function keptMusic(row: string[], tokens: readonly Token[]): string[] {
  return spaceFirst(tokens) && needsBlankFirst(row.join('')) ? [` ${row[0] ?? ''}`, ...row.slice(1)] : row;
}

const spaceFirst = (tokens: readonly Token[]): boolean => tokens[0] !== undefined && isSpace(tokens[0]);

const BAR_LINE_AT_END = /(?: |^)(\S+)$/;

/** Pads cells so that the bar lines at their ends stand below each other. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (column < row.length - 1 ? (row[column]?.length ?? 0) : 0))),
  );
  return rows.map((row) =>
    row.map((cell, column) => (column < row.length - 1 ? padded(cell, widths[column] ?? 0) : cell)).join(''),
  );
}

/** The cell with blanks before the bar line at its end, `width` wide. */
function padded(cell: string, width: number): string {
  const barLine = BAR_LINE_AT_END.exec(cell)?.[1] ?? '';
  return cell.slice(0, cell.length - barLine.length) + ' '.repeat(Math.max(0, width - cell.length)) + barLine;
}

function plainLine(text: string, { tokens }: TokenLine): string {
  const last = tokens.at(-1);
  const trimmed = last?.kind === 'space' && tokens.length > 1 ? tokens.slice(0, -1) : tokens;
  return trimmed.map((token) => textOf(text, token)).join('');
}

/**
 * A tune with regular spacing: one blank on either side of a bar line, none at the ends of lines of music, runs of
 * blanks made one, endings close to their bar line. Tokens other than blanks stay as they are, so that nothing
 * changes its meaning; formatting twice changes nothing more.
 */
export function formatTune(tuneText: string, style: FormatStyle): string {
  const lines = tokenLines(tuneText, scanTune(tuneText));
  let result = '';
  for (let at = 0; at < lines.length;) {
    let next = at;
    while (next < lines.length && isMusicLine(lines[next] ?? NO_LINE)) next++;
    const group = lines.slice(at, next);
    const rows = group.map(({ tokens }) => cells(tuneText, tokens));
    const written = style.align && rows.length > 1 ? aligned(rows) : rows.map((row) => row.join(''));
    group.forEach(({ lineBreak }, index) => (result += (written[index] ?? '') + lineBreak));
    const plain = lines[next];
    if (plain) result += plainLine(tuneText, plain) + plain.lineBreak;
    at = next + 1;
  }
  return result;
}
