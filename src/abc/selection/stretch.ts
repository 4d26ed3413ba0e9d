import { fieldAt } from '../fields.ts';
import { isMusic, type Token, type TokenKind } from '../token.ts';
import type { TextRange } from '../book.ts';
import type { Span } from './figure.ts';

/** The longest run of tokens around `index` that holds none that `ends` says yes to; at least the token itself. */
function runAround(tokens: readonly Token[], index: number, ends: (token: Token) => boolean): Span {
  const goesOn = (token: Token | undefined): boolean => token !== undefined && !ends(token);
  let [first, last] = [index, index];
  while (goesOn(tokens[first - 1])) first--;
  while (goesOn(tokens[last + 1])) last++;
  return { first, last };
}

const PARTS_BEAMS: ReadonlySet<TokenKind> = new Set([
  'beam space',
  'bar line',
  'variant ending',
  'inline field',
  'overlay',
  'line continuation',
  'score line break',
]);

/** The notes that are beamed with token `index`: those without a blank between. */
export function beamAt(tokens: readonly Token[], index: number): Span {
  return runAround(tokens, index, ({ kind }) => !isMusic(kind) || PARTS_BEAMS.has(kind));
}

/** What may stand at either end of a bar and is no part of its music. */
const ROUND_BARS: ReadonlySet<TokenKind | undefined> = new Set([
  'beam space',
  'variant ending',
  'line continuation',
  'score line break',
]);

/** The bar around token `index`, as far as its line goes, without the bar lines. */
export function barAt(text: string, tokens: readonly Token[], index: number): Span {
  const startsPartOrVoice = ({ kind, start }: Token): boolean =>
    kind === 'inline field' && 'PV'.includes(text.charAt(start + 1));
  const ends = (token: Token): boolean =>
    !isMusic(token.kind) || token.kind === 'bar line' || startsPartOrVoice(token);
  let { first, last } = runAround(tokens, index, ends);
  while (first < index && ROUND_BARS.has(tokens[first]?.kind)) first++;
  while (last > index && ROUND_BARS.has(tokens[last]?.kind)) last--;
  return { first, last };
}

/** The line of token `index`, without blanks at its ends. */
export function lineAt(tokens: readonly Token[], index: number): Span {
  const blank = (at: number): boolean => /space/.test(tokens[at]?.kind ?? '');
  let { first, last } = runAround(tokens, index, ({ kind }) => kind === 'line break');
  while (first < index && blank(first)) first++;
  while (last > index && blank(last)) last--;
  return { first, last };
}

/** The field of token `index`, its value alone and with its letter; empty where it is in none. */
export function fieldsAt(text: string, tokens: readonly Token[], index: number): TextRange[] {
  const line = lineAt(tokens, index);
  const at = tokens[index]?.kind === 'inline field' ? index : line.first;
  const field = fieldAt(text, tokens, at);
  if (!field) return [];
  const { start, end, valueStart, valueEnd } = field;
  return [
    { start: valueStart, end: valueEnd },
    { start, end },
  ];
}

/** The header and the body of a tune. */
export function halvesOf(text: string, tokens: readonly Token[]): TextRange[] {
  const key = tokens.findIndex(({ kind, start }) => kind === 'field letter' && text.charAt(start) === 'K');
  if (key < 0) return [];
  const end = tokens[lineAt(tokens, key).last]?.end ?? 0;
  const lineBreak = tokens.find(({ kind, start }) => kind === 'line break' && start >= end);
  const header = { start: 0, end };
  return lineBreak ? [header, { start: lineBreak.end, end: text.trimEnd().length }] : [header];
}
