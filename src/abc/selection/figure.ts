import { parseMeter } from '../meter.ts';
import { parseTuplet } from '../bars/tuplet.ts';
import type { Token, TokenKind } from '../token.ts';

/** Tokens from one to another, by index, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What belongs to the note behind it. */
const BEFORE_NOTE: ReadonlySet<TokenKind> = new Set([
  'decoration',
  'shorthand',
  'chord symbol',
  'annotation',
]);

/** What ends chords, grace groups and tuplets that were not closed. */
const STOPS: ReadonlySet<TokenKind | undefined> = new Set(['bar line', 'line break', undefined]);

/** Tuplets are looked for among so many tokens before the cursor: enough for any, and bounded. */
const FARTHEST = 200;

type Group = readonly [open: TokenKind, close: TokenKind];
const CHORD: Group = ['chord open', 'chord close'];
const GRACE: Group = ['grace open', 'grace close'];

/** The chord or grace group that token `index` belongs to, its brackets included; null where it is in none. */
function groupAt(tokens: readonly Token[], index: number, [open, close]: Group): Span | null {
  let first = index;
  for (let kind = tokens[first]?.kind; kind !== open; kind = tokens[--first]?.kind) {
    if (STOPS.has(kind) || (kind === close && first !== index)) return null;
  }
  let last = index;
  for (let kind = tokens[last]?.kind; kind !== close; kind = tokens[++last]?.kind) {
    if (STOPS.has(kind) || (kind === open && last !== index)) return null;
  }
  return { first, last };
}

/** A note, rest or chord with the decorations, chord symbols and grace notes before it and the tie behind it. */
function withBelongings(tokens: readonly Token[], { first, last }: Span): Span {
  for (;;) {
    const kind = tokens[first - 1]?.kind;
    const grace = kind === 'grace close' ? groupAt(tokens, first - 1, GRACE) : null;
    if (grace) first = grace.first;
    else if (kind !== undefined && BEFORE_NOTE.has(kind)) first--;
    else break;
  }
  return { first, last: tokens[last + 1]?.kind === 'tie' ? last + 1 : last };
}

/** The note, rest or chord that starts with token `index`; null where none does. */
function soundAt(tokens: readonly Token[], index: number): Span | null {
  const kind = tokens[index]?.kind;
  if (kind === 'note' || kind === 'rest') return { first: index, last: index };
  return kind === 'chord open' ? groupAt(tokens, index, CHORD) : null;
}

/** The note, rest or chord that the decorations and grace notes from token `index` on belong to. */
function soundFrom(tokens: readonly Token[], index: number): Span | null {
  for (let at = index; ; at++) {
    const kind = tokens[at]?.kind;
    const grace = kind === 'grace open' ? groupAt(tokens, at, GRACE) : null;
    if (grace) at = grace.last;
    else if (kind === undefined || !BEFORE_NOTE.has(kind)) return soundAt(tokens, at);
  }
}

/** The tuplet `(3abc` from its token on; as far as it goes where notes are missing. */
function tupletFrom(text: string, tokens: readonly Token[], first: number): Span {
  const { start, end } = tokens[first] ?? { start: 0, end: 0 };
  let left = parseTuplet(text.slice(start, end), parseMeter('none'))?.r ?? 0;
  let last = first;
  for (let at = first + 1; left > 0 && !STOPS.has(tokens[at]?.kind); at++) {
    const grace = tokens[at]?.kind === 'grace open' ? groupAt(tokens, at, GRACE) : null;
    const sound = soundAt(tokens, at);
    if (grace) at = grace.last;
    else if (sound) {
      at = last = sound.last;
      left--;
    }
  }
  return { first, last };
}

function tupletsAt(text: string, tokens: readonly Token[], index: number): Span[] {
  const found: Span[] = [];
  for (let at = index; at > index - FARTHEST && !STOPS.has(tokens[at]?.kind); at--) {
    if (tokens[at]?.kind === 'tuplet') found.push(tupletFrom(text, tokens, at));
  }
  return found.filter(({ last }) => last >= index);
}

/** What token `index` of music belongs to: its note, chord, grace group and tuplets, in any order. */
export function figuresAt(text: string, tokens: readonly Token[], index: number): Span[] {
  const chord = groupAt(tokens, index, CHORD);
  const grace = groupAt(tokens, index, GRACE);
  const tied = tokens[index]?.kind === 'tie' ? index - 1 : index;
  const within = soundFrom(tokens, tied);
  const outer = chord ?? (grace ? soundFrom(tokens, grace.last + 1) : groupAt(tokens, tied, CHORD));
  const sounds = [within, outer].filter((span) => span !== null);
  return [
    ...sounds,
    ...sounds.map((span) => withBelongings(tokens, span)),
    ...(grace ? [grace] : []),
    ...tupletsAt(text, tokens, index),
  ];
}
