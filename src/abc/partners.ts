import type { TextRange } from './book.ts';
import { fieldAt } from './fields.ts';
import { scanTune } from './scan.ts';
import type { Token, TokenKind } from './token.ts';
import { voiceId } from './voice.ts';

/** What opens and closes in music. Repeats and slurs run over bars and lines of their voice; the others stay in a bar. */
interface OpenMarks {
  readonly repeats: Token[];
  readonly slurs: Token[];
}

const WITHIN_BAR: Readonly<Partial<Record<TokenKind, TokenKind>>> = {
  'chord close': 'chord open',
  'grace close': 'grace open',
};

/** A repeat sign that only ends a repeat has no partner where the repeat starts with the tune or after another. */
function pairRepeats(text: string, token: Token, open: Token[], pairs: [Token, Token][]): void {
  const spelled = text.slice(token.start, token.end);
  const opening = spelled.startsWith(':') ? open.pop() : undefined;
  if (opening) pairs.push([opening, token]);
  if (!spelled.endsWith(':')) return;
  open.length = 0;
  open.push(token);
}

/** All pairs of signs of a tune: `|:` and `:|`, `(` and `)`, `[` and `]` of a chord, `{` and `}`. */
function pairsOf(text: string, tokens: readonly Token[]): [Token, Token][] {
  const pairs: [Token, Token][] = [];
  const voices = new Map<string, OpenMarks>();
  let voice = '';
  let inBar: Token | null = null;
  for (const [index, token] of tokens.entries()) {
    const field = fieldAt(text, tokens, index);
    if (field?.letter === 'V') voice = voiceId(field.value);
    const open = voices.get(voice) ?? { repeats: [], slurs: [] };
    voices.set(voice, open);
    const { kind } = token;
    if (kind === 'bar line') pairRepeats(text, token, open.repeats, pairs);
    if (kind === 'bar line' || kind === 'line break') inBar = null;
    if (kind === 'chord open' || kind === 'grace open') inBar = token;
    if (kind === 'slur open') open.slurs.push(token);
    const slur = kind === 'slur close' ? open.slurs.pop() : undefined;
    const opening: Token | null | undefined = slur ?? (inBar?.kind === WITHIN_BAR[kind] ? inBar : null);
    if (opening) pairs.push([opening, token]);
  }
  return pairs;
}

/** Where a mark stands without what follows it: a chord's closing bracket without its length. */
function markOf({ kind, start, end }: Token): TextRange {
  return { start, end: kind === 'chord close' ? start + 1 : end };
}

/**
 * The signs that the one at `offset` of a tune belongs with, itself among them, in order: both ends of a repeat
 * (`::` has two), slur, chord or group of grace notes. Empty where there is no such sign, or it stands alone.
 */
export function partnersAt(tuneText: string, offset: number): TextRange[] {
  const touches = ({ start, end }: TextRange): boolean => start <= offset && offset <= end;
  const pairs = pairsOf(tuneText, scanTune(tuneText)).filter((pair) =>
    pair.some((token) => touches(markOf(token))),
  );
  const on = pairs.find((pair) => pair.some((token) => token.start <= offset && offset < token.end));
  const chosen = on?.find(({ start, end }) => start <= offset && offset < end) ?? pairs[0]?.find(touches);
  const marks = new Set(pairs.filter((pair) => chosen && pair.includes(chosen)).flat());
  return [...marks].map(markOf).sort((a, b) => a.start - b.start);
}

/** The repeats, slurs, chords and groups of grace notes around an offset, their signs included. */
export function enclosingPairs(text: string, tokens: readonly Token[], offset: number): TextRange[] {
  return pairsOf(text, tokens)
    .filter(([open, close]) => open.start <= offset && offset <= close.end)
    .map(([open, close]) => ({ start: open.start, end: close.end }));
}
