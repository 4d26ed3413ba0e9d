import type { Token, TokenKind } from '../token.ts';

/** What kind of place a cursor stands at. */
export type Place =
  | { readonly kind: 'music' }
  /** A line of the header; `letter` is that of its field, '' on a line that has none yet. */
  | { readonly kind: 'header'; readonly letter: string; readonly value: string }
  | { readonly kind: 'elsewhere'; readonly reason: string };

const elsewhere = (where: string): Place => ({ kind: 'elsewhere', reason: `the cursor is in ${where}` });

/** Places where no music can go on, even just behind what is written. */
const OUTSIDE: Partial<Record<TokenKind, string>> = {
  comment: 'a comment',
  directive: 'a directive',
  'text block': 'a block of text',
  text: 'text',
  lyrics: 'lyrics',
  symbols: 'a symbol line',
};
/** Tokens that a cursor may be in the middle of, or behind when they are not closed, with nothing to say. */
const CLOSED: Partial<Record<TokenKind, readonly [string, RegExp]>> = {
  'inline field': ['an inline field', /\]$/],
  'chord symbol': ['a chord symbol', /^".*"$/],
  annotation: ['an annotation', /^".*"$/],
  decoration: ['the name of a decoration', /^(?:!.*!|\+.*\+)$/],
};

/** What may have been begun right before a cursor and is no music yet, by the kind of its first token. */
const BEGUN: readonly (readonly [kind: TokenKind, where: string, begun: RegExp])[] = [
  ['score line break', 'the name of a decoration', /^![^\s!|]*$/],
  ['chord open', 'an inline field', /^\[[IKLMNPQRUVmrs]$/],
  ['line continuation', 'a line that goes on below', /^\\[ \t]*$/],
];

/** Offset at which the line that holds `offset` starts, with what is on it before the offset. */
function lineBefore(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
}

/** Offset of the end of the header: behind the value of the first K:, or before the first music without one. */
function headerEnd(text: string, tokens: readonly Token[]): number {
  const key = tokens.findIndex(({ kind, start }) => kind === 'field letter' && text.charAt(start) === 'K');
  if (key >= 0) return tokens.slice(key).find(({ kind }) => kind === 'line break')?.start ?? text.length;
  const music = tokens.find(({ kind }) => kind === 'note' || kind === 'rest' || kind === 'bar line');
  return music === undefined ? text.length : music.start - 1;
}

/** Where a cursor is that has something begun before it; null where that is nothing. */
function begunBefore(text: string, tokens: readonly Token[], offset: number): string | null {
  const found = BEGUN.find(([kind, , begun]) => {
    const token = tokens.findLast((one) => one.kind === kind && one.start < offset);
    return token !== undefined && begun.test(text.slice(token.start, offset));
  });
  return found?.[1] ?? null;
}

/** Says where a cursor stands in a tune, by what is on its left. */
export function placeAt(text: string, tokens: readonly Token[], offset: number): Place {
  const token = tokens.find(({ start, end }) => start < offset && offset <= end);
  const line = lineBefore(text, offset);
  const written = token ? text.slice(token.start, Math.min(token.end, offset)) : '';
  const outside = token && OUTSIDE[token.kind];
  if (offset <= headerEnd(text, tokens)) {
    if (outside !== undefined && token?.kind !== 'text') return elsewhere(outside);
    const field = /^([A-Za-z]):\s*(.*)$/.exec(line);
    return { kind: 'header', letter: field?.[1] ?? '', value: field?.[2] ?? line };
  }
  if (outside !== undefined) return elsewhere(outside);
  const closed = token && CLOSED[token.kind];
  if (closed && (offset < token.end || written.length < 2 || !closed[1].test(written)))
    return elsewhere(closed[0]);
  const begun = begunBefore(text, tokens, offset);
  if (begun !== null) return elsewhere(begun);
  const onFieldLine = tokens.some(
    ({ kind, start }) => kind === 'field letter' && start >= offset - line.length && start < offset,
  );
  return onFieldLine ? elsewhere('a field') : { kind: 'music' };
}
