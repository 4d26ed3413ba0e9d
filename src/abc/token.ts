/** What a stretch of ABC text is. Names follow the ABC 2.1 standard. */
export type TokenKind =
  // any line
  | 'line break'
  | 'comment'
  | 'directive' // a whole `%%…` line
  | 'text block' // a line between %%begintext and %%endtext, or another %%begin… pair
  | 'text' // free text between tunes, or a line of a header that is no field
  | 'space' // blanks outside music
  // field lines
  | 'field letter' // `K:`, and `+:`
  | 'field value'
  | 'lyrics' // the value of w:
  | 'symbols' // the value of s:
  // music
  | 'inline field' // `[M:6/8]`, remark `[r:…]`
  | 'note' // accidental, letter, octave, length: `^c'3/2`
  | 'rest' // z, x with length
  | 'multimeasure rest' // Z4, X
  | 'spacer' // y
  | 'chord open' // `[`; `+` in ABC 1
  | 'chord close' // `]` with the chord's length
  | 'grace open' // `{`, `{/`
  | 'grace close'
  | 'tuplet' // `(3`, `(3:2:4`
  | 'broken rhythm'
  | 'tie' // `-`, `.-`, `-'`
  | 'slur open' // `(`, `.(`, `(,`
  | 'slur close'
  | 'bar line'
  | 'variant ending' // `1`, `[1,3`, `["last"`
  | 'decoration' // `!trill!`, `+trill+`
  | 'shorthand' // one letter: `.`, `~`, `T`
  | 'chord symbol' // `"Am7"`
  | 'annotation' // `"^slowly"`
  | 'beam space' // blanks in music
  | 'backquote' // does not break a beam
  | 'overlay' // `&`, `(&`, `&)`
  | 'line continuation' // `\` at the end of a line
  | 'score line break' // `$`, `!`
  | 'unknown';

/** A stretch of text. The tokens of a text tile it: each starts where the one before it ends. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** The text of a token. */
export function textOf(text: string, token: Token): string {
  return text.slice(token.start, token.end);
}

const NOT_MUSIC: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'line break',
  'comment',
  'directive',
  'text block',
  'text',
  'space',
  'field letter',
  'field value',
  'lyrics',
  'symbols',
]);

/** Whether tokens of a kind stand in lines of music only. */
export function isMusic(kind: TokenKind): boolean {
  return !NOT_MUSIC.has(kind);
}

const SOUNDS: ReadonlySet<TokenKind> = new Set<TokenKind>(['note', 'rest', 'multimeasure rest']);

/** Whether tokens of a kind are notes or rests: what a voice has that has music. */
export function isSound(kind: TokenKind): boolean {
  return SOUNDS.has(kind);
}
