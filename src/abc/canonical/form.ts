import { fraction, type Fraction } from '../fraction.ts';
import type { Token } from '../token.ts';

/** How a person writes, as far as a continuation has to follow it. */
export interface WritingForm {
  /** In force at the cursor, in whole notes. */
  readonly unitNoteLength: Fraction;
  readonly lineBreak: string;
  readonly blankBeforeBar: boolean;
  readonly blankAfterBar: boolean;
  /** Blanks between notes of a bar: where the model puts them, nowhere, or between all. */
  readonly blanks: 'beats' | 'none' | 'notes';
  /** Half the unit is written `/2` rather than `/`. */
  readonly slashTwo: boolean;
  /** Bar lines to a line, one at its start left out; null where there is no habit to see. */
  readonly barsPerLine: number | null;
  readonly cursor: CursorForm;
}

/** What stands before the cursor on its line. */
export interface CursorForm {
  readonly after: 'line start' | 'bar' | 'blank' | 'music';
  /** Bar lines on the line so far, one at its start left out. */
  readonly barsOnLine: number;
  /** Within an open chord, whose notes are already written in the user's unit note length. */
  readonly inChord: boolean;
}

/** The form of text that has no habits yet. */
export function plainForm(unitNoteLength: Fraction = fraction(1, 8), lineBreak = '\n'): WritingForm {
  return {
    unitNoteLength,
    lineBreak,
    blankBeforeBar: false,
    blankAfterBar: false,
    blanks: 'beats',
    slashTwo: false,
    barsPerLine: null,
    cursor: { after: 'line start', barsOnLine: 0, inChord: false },
  };
}

/** Fewer pairs of notes than this show no habit. */
const ENOUGH = 12;

type Habits = Omit<WritingForm, 'unitNoteLength' | 'cursor'>;

/** Reads a person's habits from the tokens of a tune. */
export function habitsOf(text: string, tokens: readonly Token[]): Habits {
  const lineBreak = tokens.find(({ kind }) => kind === 'line break');
  const music = linesOfMusic(tokens);
  return {
    lineBreak: lineBreak ? text.slice(lineBreak.start, lineBreak.end) : '\n',
    blankBeforeBar: isHabit(music, (tokens, i) =>
      i > 0 && tokens[i]?.kind === 'bar line' ? isBlank(tokens[i - 1]) : null,
    ),
    blankAfterBar: isHabit(music, (tokens, i) =>
      tokens[i]?.kind === 'bar line' && i + 1 < tokens.length ? isBlank(tokens[i + 1]) : null,
    ),
    blanks: blankHabit(music),
    slashTwo: tokens.some(lasts(text, '/2')) && !tokens.some(lasts(text, '/')),
    barsPerLine: mostCommon(music.slice(0, -1).map((tokens) => barsOf(tokens))),
  };
}

/** The tokens of each line that holds a note, without line breaks, comments and blanks at its ends. */
function linesOfMusic(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'line break') lines.push([]);
    else if (token.kind !== 'comment') lines.at(-1)?.push(token);
  }
  return lines
    .filter((line) => line.some(({ kind }) => kind === 'note'))
    .map((line) => line.slice(isBlank(line[0]) ? 1 : 0, isBlank(line.at(-1)) ? -1 : undefined));
}

/** Whether a token is a note whose length is written so, with no digit before. */
function lasts(text: string, length: string): (token: Token) => boolean {
  return ({ kind, start, end }) => {
    const at = end - length.length;
    return kind === 'note' && at > start && text.startsWith(length, at) && !/\d/.test(text.charAt(at - 1));
  };
}

function isBlank(token: Token | undefined): boolean {
  return token?.kind === 'beam space';
}

/** Whether most of the places that `look` answers for (null: no such place) say yes. */
function isHabit(
  lines: readonly Token[][],
  look: (tokens: readonly Token[], i: number) => boolean | null,
): boolean {
  let [seen, yes] = [0, 0];
  for (const tokens of lines) {
    for (let i = 0; i < tokens.length; i++) {
      const answer = look(tokens, i);
      if (answer !== null) seen++;
      if (answer === true) yes++;
    }
  }
  return yes * 2 > seen;
}

function blankHabit(lines: readonly Token[][]): WritingForm['blanks'] {
  let [pairs, parted] = [0, 0];
  for (const tokens of lines) {
    tokens.forEach(({ kind }, i) => {
      if (kind !== 'note' && kind !== 'chord close') return;
      const [next, second] = [tokens[i + 1]?.kind, tokens[i + 2]?.kind];
      if (next === 'beam space' && second !== 'bar line') [pairs, parted] = [pairs + 1, parted + 1];
      else if (next === 'note') pairs += 1;
    });
  }
  if (pairs < ENOUGH) return 'beats';
  return parted === 0 ? 'none' : parted > 0.95 * pairs ? 'notes' : 'beats';
}

/** Bar lines of a line of music, one at its start left out. */
function barsOf(tokens: readonly Token[]): number {
  return tokens.filter(({ kind }, i) => kind === 'bar line' && i > 0).length;
}

function mostCommon(counts: readonly number[]): number | null {
  const of = (count: number): number => counts.filter((other) => other === count).length;
  const [best] = [...new Set(counts)].sort((a, b) => of(b) - of(a));
  return best === undefined || best === 0 ? null : best;
}
