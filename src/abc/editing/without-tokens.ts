import { scanTune } from '../scan.ts';
import { textOf, type Token } from '../token.ts';
import { refused, type Rewritten } from './lengths.ts';
import { needsBlankFirst } from './token-lines.ts';

/** A token and whether it goes. */
interface Piece {
  readonly token: Token;
  readonly goes: boolean;
}

const ENTANGLED = 'What stands around some of them would be read as something else without them.';
const HEADER = 'K:C\n';

/** A token's text; the + of a chord of ABC 1, which is nothing without the other one, as a bracket. */
function bracketed(text: string, token: Token): string {
  const written = textOf(text, token);
  if (token.kind === 'chord open') return '[';
  return token.kind === 'chord close' ? written.replace('+', ']') : written;
}

/** Whether two tokens of a text still read as themselves when nothing stands between them. */
function joins(text: string, left: Token, right: Token): boolean {
  // The number of an ending is one only behind its bar line.
  const before = left.kind === 'variant ending' && text[left.start] !== '[' ? `${HEADER}|` : HEADER;
  const joined = before + bracketed(text, left) + bracketed(text, right);
  const [a, b] = scanTune(joined).filter(({ start }) => start >= before.length);
  return (
    a?.kind === left.kind && b?.kind === right.kind && b.start === joined.length - (right.end - right.start)
  );
}

const isBlank = (token: Token | undefined): boolean => token?.kind === 'beam space';

/** What is left of a line of music, blanks tidy where something went; null where nothing is. */
function lineWithout(text: string, line: readonly Piece[]): string | null {
  const kept: Token[] = [];
  let result = '';
  let gap = false;
  for (const { token, goes } of line) {
    const last = kept.at(-1);
    if (goes) gap = true;
    else if (!(gap && isBlank(token) && (last === undefined || isBlank(last)))) {
      const parted = !gap || last === undefined || isBlank(last) || isBlank(token);
      if (!parted && !joins(text, last, token)) result += ' ';
      result += textOf(text, token);
      kept.push(token);
      gap = false;
    }
  }
  if (gap) result = result.trimEnd();
  if (result.trim() === '') return null;
  return needsBlankFirst(result) ? ` ${result}` : result;
}

const READING: ReadonlySet<Token['kind']> = new Set(['space', 'beam space', 'line break']);

/** What a text says, blanks and line breaks aside. */
function said(text: string, tokens: readonly Token[]): string[] {
  return tokens
    .filter(({ kind }) => !READING.has(kind))
    .map((token) => `${token.kind} ${textOf(text, token)}`);
}

/**
 * A tune without some tokens of its music, blanks beside them tidied; all else is untouched. Lines that held nothing
 * else go. Refused where what is left would be read in another way.
 */
export function withoutTokens(
  text: string,
  tokens: readonly Token[],
  goes: (token: Token, index: number) => boolean,
): Rewritten {
  let result = '';
  let line: Piece[] = [];
  const kept: Token[] = [];
  const finish = (lineBreak: string): void => {
    const touched = line.some((piece) => piece.goes);
    const rest = touched ? lineWithout(text, line) : line.map(({ token }) => textOf(text, token)).join('');
    if (rest !== null) result += rest + lineBreak;
    line = [];
  };
  tokens.forEach((token, index) => {
    if (token.kind === 'line break') {
      finish(textOf(text, token));
      return;
    }
    const piece = { token, goes: goes(token, index) };
    if (!piece.goes) kept.push(token);
    line.push(piece);
  });
  finish('');
  const before = said(text, kept);
  const after = said(result, scanTune(result));
  const same = before.length === after.length && before.every((piece, i) => piece === after[i]);
  return same ? { kind: 'rewritten', text: result } : refused(ENTANGLED);
}
