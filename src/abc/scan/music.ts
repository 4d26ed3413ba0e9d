import type { Token, TokenKind } from '../token.ts';
import { barLineEnd, endingNumbersEnd, wordedEndingEnd } from './bar.ts';
import { endsLine, isDigit, skipBlanks, skipDigits, skipLine } from './characters.ts';
import { lengthEnd, noteEnd } from './note.ts';
import { decorationEnd, inlineFieldEnd, isAnnotation, quoteEnd, tupletEnd } from './quoted.ts';

/** One line of music being read. */
interface MusicLine {
  readonly text: string;
  readonly tokens: Token[];
}

/** Reads the token at `at`, pushes it and returns its end. */
type Reader = (line: MusicLine, at: number) => number;

function push(line: MusicLine, kind: TokenKind, start: number, end: number): number {
  line.tokens.push({ kind, start, end });
  return end;
}

const single =
  (kind: TokenKind): Reader =>
  (line, at) =>
    push(line, kind, at, at + 1);

const run =
  (kind: TokenKind): Reader =>
  (line, at) => {
    const code = line.text.charCodeAt(at);
    let end = at + 1;
    while (line.text.charCodeAt(end) === code) end++;
    return push(line, kind, at, end);
  };

const unknown = single('unknown');

const note: Reader = (line, at) => {
  const end = noteEnd(line.text, at);
  return end < 0 ? unknown(line, at) : push(line, 'note', at, end);
};

const rest: Reader = (line, at) => push(line, 'rest', at, lengthEnd(line.text, at + 1));
const spacer: Reader = (line, at) => push(line, 'spacer', at, lengthEnd(line.text, at + 1));
const multimeasureRest: Reader = (line, at) =>
  push(line, 'multimeasure rest', at, skipDigits(line.text, at + 1));
const beamSpace: Reader = (line, at) => push(line, 'beam space', at, skipBlanks(line.text, at));
const comment: Reader = (line, at) => push(line, 'comment', at, skipLine(line.text, at));

const bar: Reader = (line, at) => {
  const end = barLineEnd(line.text, at);
  if (end < 0) return unknown(line, at);
  push(line, 'bar line', at, end);
  return isDigit(line.text.charCodeAt(end)) ? ending(line, end) : end;
};

function ending(line: MusicLine, at: number): number {
  const numbers = line.text.charAt(at) === '[' ? at + 1 : at;
  return push(line, 'variant ending', at, endingNumbersEnd(line.text, numbers));
}

/** A digit that belongs to no note is the number of an ending where a bar line stands before it: `| 1`. */
const digit: Reader = (line, at) => {
  let last = line.tokens.length - 1;
  while (line.tokens[last]?.kind === 'beam space') last--;
  return line.tokens[last]?.kind === 'bar line' ? ending(line, at) : unknown(line, at);
};

const openSquare: Reader = (line, at) => {
  const { text } = line;
  if (isDigit(text.charCodeAt(at + 1))) return ending(line, at);
  const field = inlineFieldEnd(text, at);
  if (field >= 0) return push(line, 'inline field', at, field);
  if (barLineEnd(text, at) >= 0) return bar(line, at);
  const worded = wordedEndingEnd(text, at);
  if (worded >= 0) return push(line, 'variant ending', at, worded);
  return push(line, 'chord open', at, at + 1);
};

const closeSquare: Reader = (line, at) => push(line, 'chord close', at, lengthEnd(line.text, at + 1));

/** Past the `'` or `,` by which abcm2ps is told to draw a slur or tie above or below. */
function sideEnd(text: string, at: number): number {
  return text.charAt(at) === "'" || text.charAt(at) === ',' ? at + 1 : at;
}

const tie: Reader = (line, at) => push(line, 'tie', at, sideEnd(line.text, at + 1));

const open: Reader = (line, at) => {
  const tuplet = tupletEnd(line.text, at);
  if (tuplet >= 0) return push(line, 'tuplet', at, tuplet);
  if (line.text.charAt(at + 1) === '&') return push(line, 'overlay', at, at + 2);
  return push(line, 'slur open', at, sideEnd(line.text, at + 1));
};

const ampersand: Reader = (line, at) => {
  let end = at + 1;
  while (line.text.charAt(end) === '&') end++;
  return push(line, 'overlay', at, line.text.charAt(end) === ')' ? end + 1 : end);
};

const dot: Reader = (line, at) => {
  const next = line.text.charAt(at + 1);
  // Before a tuplet or an overlay the dot stands alone.
  if (next === '(' && !/[\d&]/.test(line.text.charAt(at + 2)))
    return push(line, 'slur open', at, sideEnd(line.text, at + 2));
  if (next === '-') return push(line, 'tie', at, sideEnd(line.text, at + 2));
  if (next === '|') return bar(line, at);
  return push(line, 'shorthand', at, at + 1);
};

const quote: Reader = (line, at) => {
  const kind = isAnnotation(line.text, at) ? 'annotation' : 'chord symbol';
  return push(line, kind, at, quoteEnd(line.text, at));
};

const bang: Reader = (line, at) => {
  const end = decorationEnd(line.text, at);
  return end < 0 ? push(line, 'score line break', at, at + 1) : push(line, 'decoration', at, end);
};

/** Two notes or more between + signs, the chords of ABC 1: but `+ff+` is a decoration. */
const OLD_CHORD = /\+(?!f+\+)(?:[\^_=]{0,2}[A-Ga-g][,']*\d*\/*\d*){2,40}\+/y;

/** Reads a chord of ABC 1, `+CEG+2`; -1 where none starts. */
const oldChord: Reader = (line, at) => {
  OLD_CHORD.lastIndex = at;
  if (!OLD_CHORD.test(line.text)) return -1;
  const end = OLD_CHORD.lastIndex;
  for (let next = push(line, 'chord open', at, at + 1); next < end - 1;) next = note(line, next);
  return closeSquare(line, end - 1);
};

const plus: Reader = (line, at) => {
  const chord = oldChord(line, at);
  if (chord >= 0) return chord;
  const end = decorationEnd(line.text, at);
  return end < 0 ? unknown(line, at) : push(line, 'decoration', at, end);
};

const openBrace: Reader = (line, at) =>
  push(line, 'grace open', at, line.text.charAt(at + 1) === '/' ? at + 2 : at + 1);

const backslash: Reader = (line, at) => {
  const next = skipBlanks(line.text, at + 1);
  const last = endsLine(line.text.charCodeAt(next)) || line.text.charAt(next) === '%';
  return last ? push(line, 'line continuation', at, at + 1) : unknown(line, at);
};

/** Which reader a character calls for; all others are unknown. */
const RULES: readonly (readonly [characters: string, reader: Reader])[] = [
  ['ABCDEFGabcdefg^_=', note],
  ['HIJKLMNOPQRSTUVWhijklmnopqrstuvw~', single('shorthand')],
  ['zx', rest],
  ['ZX', multimeasureRest],
  ['y', spacer],
  [' \t', beamSpace],
  ['|:', bar],
  ['[', openSquare],
  [']', closeSquare],
  ['(', open],
  [')', single('slur close')],
  ['{', openBrace],
  ['}', single('grace close')],
  ['<>', run('broken rhythm')],
  ['-', tie],
  ['.', dot],
  ['"', quote],
  ['!', bang],
  ['+', plus],
  ['&', ampersand],
  ['$', single('score line break')],
  ['`', run('backquote')],
  ['\\', backslash],
  ['%', comment],
  ['0123456789', digit],
];

const READERS: Reader[] = Array.from({ length: 128 }, () => unknown);
for (const [characters, reader] of RULES) {
  for (const character of characters) READERS[character.charCodeAt(0)] = reader;
}

/** Reads the music from `at` to the end of its line, pushing tokens that tile it; returns that end. */
export function scanMusicLine(tokens: Token[], text: string, at: number): number {
  const line: MusicLine = { text, tokens };
  for (let code = text.charCodeAt(at); !endsLine(code); code = text.charCodeAt(at)) {
    at = (READERS[code] ?? unknown)(line, at);
  }
  return at;
}
