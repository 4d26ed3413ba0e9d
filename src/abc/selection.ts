import { barsOf } from './bars.ts';
import type { TextRange } from './book.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import { enclosingPairs } from './partners.ts';
import { scanText, scanTune } from './scan.ts';
import { figuresAt, type Span } from './selection/figure.ts';
import { barAt, beamAt, fieldsAt, halvesOf, lineAt } from './selection/stretch.ts';
import { isMusic, type Token } from './token.ts';

/** Index of the token at an offset: of two that meet there the one behind, unless only the one before is something. */
function tokenIndexAt(tokens: readonly Token[], offset: number): number {
  const at = tokens.findIndex(({ end }) => offset < end);
  const index = at < 0 ? tokens.length - 1 : at;
  const { kind, start } = tokens[index] ?? { kind: 'space', start: 0 };
  const nothing = /^(?:space|beam space|line break|bar line|comment)$/.test(kind);
  const before = tokens[index - 1]?.kind ?? 'line break';
  return nothing && start === offset && before !== 'line break' ? index - 1 : index;
}

const rangeOf =
  (tokens: readonly Token[]) =>
  ({ first, last }: Span): TextRange => ({ start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 });

/** What there is without its marks: of `"Am"` and `!trill!`. */
function withoutMarks(text: string, { kind, start, end }: Token): TextRange[] {
  const marked = kind === 'chord symbol' || kind === 'annotation' || kind === 'decoration';
  return marked && end - start > 2 && text[start] === text[end - 1]
    ? [{ start: start + 1, end: end - 1 }]
    : [];
}

/** The word around an offset in a token that is no music. */
function wordAt(text: string, { start, end }: Token, offset: number): TextRange {
  const before = /\S*$/.exec(text.slice(start, offset))?.[0].length ?? 0;
  const after = /^\S*/.exec(text.slice(offset, end))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}

/** Bars that go over the end of a line, up to their last sound. */
function barOverLines(
  text: string,
  tokens: readonly Token[],
  bar: TextRange,
  fileHeader: string,
): TextRange[] {
  return barsOf(text, tokens, fileHeader)
    .filter(({ start, end }) => start < bar.end && end > bar.start)
    .map(({ start, end }) => ({ start: Math.min(start, bar.start), end: Math.max(end, bar.end) }));
}

function musicAt(text: string, tokens: readonly Token[], index: number, fileHeader: string): TextRange[] {
  const token = tokens[index];
  if (!token || !isMusic(token.kind)) return [];
  const range = rangeOf(tokens);
  const bar = range(barAt(text, tokens, index));
  return [
    ...withoutMarks(text, token),
    ...figuresAt(text, tokens, index).map(range),
    range(beamAt(tokens, index)),
    bar,
    ...barOverLines(text, tokens, bar, fileHeader),
  ];
}

const entriesOf = (entries: readonly OutlineEntry[]): TextRange[] =>
  entries.flatMap((entry) => [entry, ...entriesOf(entry.children)]);

/** Each range within the next: the smallest that holds the offset first, leaving out those that cross it. */
function nested(ranges: readonly TextRange[], offset: number): TextRange[] {
  const around = ranges.filter(({ start, end }) => start < end && start <= offset && offset <= end);
  const chain: TextRange[] = [];
  for (const { start, end } of around.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = chain.at(-1);
    const holds = !last || (start <= last.start && last.end <= end && end - start > last.end - last.start);
    if (holds) chain.push({ start, end });
  }
  return chain;
}

/**
 * What a selection that grows from an offset of a tune takes in, step by step, each range within the next: a note,
 * the same with its decorations, chord or tuplet, beam, bar, line, repeat, voice or part, body and tune. In a field
 * its value and the header. The text between tunes has lines only.
 */
export function selectionsAt(text: string, isTune: boolean, offset: number, fileHeader = ''): TextRange[] {
  const tokens = isTune ? scanTune(text) : scanText(text);
  const index = tokenIndexAt(tokens, offset);
  const token = tokens[index];
  if (!token) return [];
  const ranges = [
    token.kind === 'line break' ? { start: 0, end: 0 } : token,
    isMusic(token.kind) ? token : wordAt(text, token, Math.max(token.start, Math.min(offset, token.end))),
    ...musicAt(text, tokens, index, fileHeader),
    ...fieldsAt(text, tokens, index),
    ...(token.kind === 'line break' ? [] : [rangeOf(tokens)(lineAt(tokens, index))]),
    ...(isTune
      ? [...enclosingPairs(text, tokens, offset), ...entriesOf(outlineOf(text)), ...halvesOf(text, tokens)]
      : []),
    { start: 0, end: text.trimEnd().length },
    { start: 0, end: text.length },
  ];
  return nested(ranges, offset);
}
