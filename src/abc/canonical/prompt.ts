import { scanTune } from '../scan.ts';
import type { Token, TokenKind } from '../token.ts';
import { type CursorForm, habitsOf, type WritingForm } from './form.ts';
import { placeAt } from './place.ts';
import { repaired } from './repair.ts';
import { type Header, openChord, type Reading, readToken, startReading, unitNoteLength } from './reading.ts';
import { voicesOf, writeHeader } from './tune.ts';
import { bodyOf, flush, putBlank } from './writer.ts';

/**
 * What there is to go on from at a cursor.
 *
 * | the cursor is …                                | answer                                                       |
 * | ---------------------------------------------- | ------------------------------------------------------------ |
 * | in music, between tokens                       | `body`: canonical text up to it                              |
 * | in a note, rest, bar line or tuplet sign       | `body`: what of it stands before the cursor                  |
 * | in a chord, grace notes, tuplet, slur          | `body`, which ends inside it                                 |
 * | in an overlay `&`                              | `body`: in its last bar the overlay stands for the bar       |
 * | in a voice                                     | `body`: the music of that voice alone                        |
 * | at the start of a line of music, or w: below   | `body` (ends with a line break) or `empty`                   |
 * | behind a complete header, before any music     | `empty`: the header                                          |
 * | in the header, at the end of the K: line too   | `header`: what it says so far, and the line being written    |
 * | in a comment, directive, lyrics, symbol line   | `nothing`                                                    |
 * | in a field of the body, an inline field        | `nothing`                                                    |
 * | in a chord symbol, annotation, decoration      | `nothing`; `!tri` is a decoration that is being written      |
 * | behind `\\`, before the line end                | `nothing`                                                    |
 * | between tunes, in text, in a file header       | `nothing`                                                    |
 */
export type Prompt = BodyPrompt | EmptyPrompt | HeaderPrompt | NothingPrompt;

export interface BodyPrompt {
  readonly kind: 'body';
  readonly header: Header;
  /** Canonical text from the header up to the cursor. */
  readonly text: string;
  /**
   * The last piece of `text` is not as the user wrote it (its length was rescaled, say), or something stands behind it
   * that is left out: a continuation must not lengthen it, that is not begin with a digit, `/`, `,` or `'`, nor go on
   * with a bar line.
   */
  readonly sealed: boolean;
  /** Canonical meter and key in force at the cursor. */
  readonly meter: string;
  readonly key: string;
  readonly form: WritingForm;
}

/** A tune whose music has not begun. */
export interface EmptyPrompt {
  readonly kind: 'empty';
  readonly header: Header;
  /** Its canonical header lines. */
  readonly text: string;
  readonly form: WritingForm;
}

/** A header that is being written. */
export interface HeaderPrompt {
  readonly kind: 'header';
  /** What the header says so far, before and after the cursor. */
  readonly header: Header;
  /** Letters of the fields it has, on the cursor's line and all others. */
  readonly fields: ReadonlySet<string>;
  /** The line before the cursor: letter of its field ('' where it is none yet) and value so far. */
  readonly line: { readonly letter: string; readonly value: string };
  /** Whether the tune has music already. */
  readonly hasMusic: boolean;
  readonly form: WritingForm;
}

export interface NothingPrompt {
  readonly kind: 'nothing';
  readonly reason: string;
}

const NOTHING: NothingPrompt = { kind: 'nothing', reason: 'the cursor is not in a tune' };

/**
 * What to go on from at `offset` of the text of one tune, as `tuneAround` finds it; `fileHeader` is the text of its
 * file's header. Never throws.
 */
export function canonicalPrompt(tuneText: string, offset: number, fileHeader = ''): Prompt {
  const tokens = scanTune(tuneText);
  const place = placeAt(tuneText, tokens, offset);
  if (place.kind === 'elsewhere') return { kind: 'nothing', reason: place.reason };
  if (!tokens.some(({ kind }) => kind === 'field letter')) return NOTHING;
  const situation = { text: tuneText, tokens, offset, fileHeader };
  if (place.kind === 'header') {
    return headerPrompt(situation, { letter: place.letter, value: place.value });
  }
  return musicPrompt(situation);
}

/** A cursor in a tune. */
interface Situation {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly offset: number;
  readonly fileHeader: string;
}

function headerPrompt(situation: Situation, line: HeaderPrompt['line']): HeaderPrompt {
  const { text, tokens, fileHeader } = situation;
  const reading = startReading(text, '', fileHeader);
  const music = tokens.findIndex(({ kind }) => kind === 'note' || kind === 'rest');
  const header = music < 0 ? tokens : tokens.slice(0, music);
  for (const token of header) readToken(reading, token);
  const fields = header.filter(({ kind }) => kind === 'field letter').map(({ start }) => text.charAt(start));
  return {
    kind: 'header',
    header: reading.header,
    fields: new Set(fields),
    line,
    hasMusic: music >= 0,
    form: formAt(situation, reading),
  };
}

function musicPrompt(situation: Situation): BodyPrompt | EmptyPrompt {
  const { text, fileHeader } = situation;
  const before = tokensBefore(situation);
  const voice = voicesOf(text, before).at(-1) ?? '';
  const reading = startReading(text, voice, fileHeader);
  const leftOut = readAll(reading, withoutOverlaid(before));
  const form = formAt(situation, reading);
  openChord(reading);
  flush(reading.writer);
  const { header, meter, key, writer } = reading;
  if (bodyOf(writer) === '') return { kind: 'empty', header, text: writeHeader(header), form };
  const body = repaired(bodyOf(writer), true);
  const sealed = leftOut || isSealed(body, text, before.at(-1));
  return { kind: 'body', header, text: writeHeader(header) + body, sealed, meter, key, form };
}

/** Pieces of which canonical text may keep nothing. */
const SILENT: ReadonlySet<TokenKind> = new Set([
  'decoration',
  'annotation',
  'chord symbol',
  'inline field',
  'spacer',
  'backquote',
  'score line break',
  'unknown',
]);

/** Reads the tokens before a cursor. Whether the last one is left out, which then parts what is on its sides. */
function readAll(reading: Reading, tokens: readonly Token[]): boolean {
  const { writer } = reading;
  for (const token of tokens.slice(0, -1)) readToken(reading, token);
  const last = tokens.at(-1);
  if (last === undefined) return false;
  const written = (): string => bodyOf(writer) + writer.fields + (reading.chord?.before.join('') ?? '');
  const before = written();
  readToken(reading, last);
  const repeatBegun = last.kind === 'unknown' && reading.text.startsWith(':', last.start);
  if (!SILENT.has(last.kind) || repeatBegun || written() !== before) return false;
  if (reading.chord === null && !reading.inGrace) putBlank(writer);
  return true;
}

/** The tokens before the cursor, one that it is in cut short; an accidental without its note is one cut short. */
function tokensBefore({ text, tokens, offset }: Situation): Token[] {
  const before = tokens
    .filter(({ start }) => start < offset)
    .map((token) => (token.end > offset ? { ...token, end: offset } : token));
  const accidental = /(?:\^\^?|__?|=)$/.exec(text.slice(Math.max(0, offset - 2), offset))?.[0] ?? '';
  const start = offset - accidental.length;
  if (accidental === '' || before.at(-1)?.kind !== 'unknown') return before;
  return [...before.filter((token) => token.start < start), { kind: 'note', start, end: offset }];
}

/** Where the cursor is in an overlay, that takes the place of what the bar held before it. */
function withoutOverlaid(tokens: readonly Token[]): readonly Token[] {
  const bar = tokens.findLastIndex(({ kind }) => kind === 'bar line');
  const overlay = tokens.findLastIndex(({ kind }) => kind === 'overlay');
  if (overlay <= bar) return tokens;
  const kept = (kind: TokenKind): boolean =>
    kind === 'line break' || kind.endsWith('field') || kind.startsWith('field');
  return tokens.filter(({ kind }, i) => i <= bar || i > overlay || kept(kind));
}

/** Pieces that go on being written when more characters follow. */
const GROWING: ReadonlySet<TokenKind> = new Set([
  'note',
  'rest',
  'chord close',
  'multimeasure rest',
  'tuplet',
  'bar line',
]);

function isSealed(body: string, text: string, last: Token | undefined): boolean {
  if (last === undefined || !GROWING.has(last.kind)) return false;
  return !body.endsWith(text.slice(last.start, last.end));
}

function formAt(situation: Situation, reading: Reading): WritingForm {
  return {
    ...habitsOf(situation.text, situation.tokens),
    unitNoteLength: unitNoteLength(reading),
    cursor: cursorForm(tokensBefore(situation), reading),
  };
}

function cursorForm(before: readonly Token[], reading: Reading): CursorForm {
  const line = before.slice(before.findLastIndex(({ kind }) => kind === 'line break') + 1);
  const bars = line.filter(({ kind }, i) => kind === 'bar line' && i > 0).length;
  const last = line.at(-1)?.kind;
  const after =
    last === undefined
      ? 'line start'
      : last === 'beam space'
        ? 'blank'
        : last === 'bar line' || last === 'variant ending'
          ? 'bar'
          : 'music';
  return { after, barsOnLine: bars, inChord: reading.chord !== null };
}
