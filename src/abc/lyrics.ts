/** What a part of a w: line takes of the music (ABC 2.1 §5). */
export interface LyricPart {
  /** 'syllable' also stands for `_` (held) and `*` (left out), which take a note each; 'bar' is `|`. */
  readonly kind: 'syllable' | 'bar';
  readonly start: number;
  readonly end: number;
}

const PART = /\||\*|_|-|(?:\\-|[^\s|*_-])+/g;

/**
 * The parts of the w: line at `offset` of its text. A hyphen ends its syllable; one that follows another, or
 * stands apart, takes a note of its own.
 */
export function lyricParts(value: string, offset = 0): LyricPart[] {
  const parts: LyricPart[] = [];
  let afterSyllable = false;
  for (const { 0: text, index } of value.matchAll(PART)) {
    const start = offset + index;
    const end = start + text.length;
    const closesSyllable = text === '-' && afterSyllable;
    afterSyllable = /^[^|*_-]|^\\-/.test(text);
    if (!closesSyllable) parts.push({ kind: text === '|' ? 'bar' : 'syllable', start, end });
  }
  return parts;
}
