import { divide, fraction, type Fraction, multiply, ONE } from '../fraction.ts';
import { formatLength, parseLength } from '../length.ts';
import type { WritingForm } from './form.ts';

const EIGHTH = fraction(1, 8);

/** A piece of canonical text. */
interface Piece {
  readonly kind: 'sound' | 'bar' | 'blank' | 'line' | 'field' | 'other';
  readonly text: string;
  /** Of a sound: what its length is written behind, and that length. */
  readonly name: string;
  readonly length: string;
}

/**
 * One piece: quoted text, inline field, grace notes, chord, bar line with its ending, blank, line break, note or
 * rest, or any other character. A length or the rest of a bar line may stand first, where the prompt ended inside.
 */
const PIECE =
  /(?<field>\[[KM]:[^\]\n]*\])|(?<other>"[^"\n]*"?|\{[^}\n]*\}?|\(\d+(?::\d*){0,2})|(?<bar>(?:\[?[:|]+\]?|\[(?=\d))(?:\d[\d,-]*)?)|(?<blank> +)|(?<line>\n)|(?<name>\[[^\]|\n]*\]|\]|(?:\^\^|\^|__|_|=)?[A-Ga-g][,']*|[zx])(?<length>\d*(?:\/+\d*)?)/gu;

function* piecesOf(text: string): Generator<Piece> {
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > at) yield { kind: 'other', text: text.slice(at, match.index), name: '', length: '' };
    at = match.index + match[0].length;
    const { field, bar, blank, line, name, length } = match.groups ?? {};
    const kind =
      field !== undefined
        ? 'field'
        : bar !== undefined
          ? 'bar'
          : blank !== undefined
            ? 'blank'
            : line !== undefined
              ? 'line'
              : name !== undefined
                ? 'sound'
                : 'other';
    yield { kind, text: match[0], name: name ?? '', length: length ?? '' };
  }
  if (at < text.length) yield { kind: 'other', text: text.slice(at), name: '', length: '' };
}

/** Text in the user's form being written. */
interface Writing {
  readonly form: WritingForm;
  readonly factor: Fraction;
  text: string;
  after: WritingForm['cursor']['after'];
  barsOnLine: number;
  inChord: boolean;
  /** A line is full: the next music begins a new one. */
  breakWaits: boolean;
  blankWaits: boolean;
}

/**
 * Canonical text that continues a prompt, in the user's form: lengths as exact multiples of their unit note length,
 * their blanks, bars to a line and line ends. What it sounds is the same. An empty prompt's form makes it the body
 * of a whole tune.
 */
export function toWritingForm(continuation: string, form: WritingForm): string {
  const { after, barsOnLine, inChord } = form.cursor;
  const full = form.barsPerLine !== null && barsOnLine >= form.barsPerLine && after !== 'line start';
  const writing: Writing = {
    form,
    factor: divide(EIGHTH, form.unitNoteLength),
    text: '',
    after,
    barsOnLine,
    inChord,
    breakWaits: full && (after === 'bar' || after === 'blank'),
    blankWaits: false,
  };
  for (const piece of piecesOf(continuation)) write(writing, piece);
  return writing.text;
}

function write(writing: Writing, piece: Piece): void {
  switch (piece.kind) {
    case 'blank':
      writing.blankWaits = writing.form.blanks !== 'none' && writing.after === 'music';
      return;
    case 'line':
      endLine(writing);
      return;
    case 'bar':
      writeBar(writing, piece.text);
      return;
    case 'sound':
      writeSound(writing, piece);
      return;
    case 'field':
    case 'other':
      lead(writing, piece.text);
  }
}

/** Writes what waits before a piece of music, and the piece. */
function lead(writing: Writing, text: string): void {
  if (writing.breakWaits) breakLine(writing);
  const parts = writing.after === 'bar' ? writing.form.blankAfterBar : writing.blankWaits;
  if (parts && !/^[-)>< ]/.test(text)) writing.text += ' ';
  writing.text += text;
  writing.after = 'music';
  writing.blankWaits = false;
}

function writeSound(writing: Writing, { name, length }: Piece): void {
  const noteAlone =
    writing.form.blanks === 'notes' && writing.after === 'music' && /[A-Ga-gz\]\d/,']$/.test(writing.text);
  if (noteAlone && !writing.inChord) writing.blankWaits = true;
  const closesOpenChord = name === ']';
  // The bracket's length multiplies what stands in it, so only one of the two is rescaled.
  const factor = closesOpenChord && writing.inChord ? ONE : writing.factor;
  if (closesOpenChord) writing.inChord = false;
  const written = name + writeLength(multiply(parseLength(length) ?? ONE, factor), writing.form.slashTwo);
  if (closesOpenChord) {
    writing.text += written;
    writing.after = 'music';
  } else lead(writing, written);
}

function writeLength(length: Fraction, slashTwo: boolean): string {
  const text = formatLength(length);
  return slashTwo && text.endsWith('/') ? `${text}2` : text;
}

function writeBar(writing: Writing, text: string): void {
  const { form } = writing;
  if (writing.breakWaits && !/^[:|\]]*$/.test(text)) breakLine(writing);
  const parted = form.blankBeforeBar && writing.after === 'music';
  writing.text += (parted ? ' ' : '') + text;
  writing.barsOnLine += writing.after === 'line start' ? 0 : 1;
  writing.after = 'bar';
  writing.blankWaits = false;
  const full = form.barsPerLine !== null && writing.barsOnLine >= form.barsPerLine;
  if (!full || /\d$/.test(text)) return;
  writing.breakWaits = true;
  moveOpening(writing);
}

/** A repeat that opens goes to the new line: `:|` `|:` rather than `::` at the end of one. */
function moveOpening(writing: Writing): void {
  const { text } = writing;
  if (!/(?:\|:|::)$/.test(text)) return;
  writing.text = text.slice(0, -2) + (text.endsWith('::') ? ':|' : '|');
  breakLine(writing);
  writing.text += '|:';
  writing.after = 'bar';
}

/** A line end of the model's: kept where the user has no habit, where a line is full, and after a part. */
function endLine(writing: Writing): void {
  const { form, text } = writing;
  if (writing.after === 'line start') return;
  if (form.barsPerLine === null || writing.breakWaits || /(?:\|\||\|\]|:\||:)$/.test(text))
    breakLine(writing);
  else if (writing.after === 'music') writing.blankWaits = form.blanks !== 'none';
}

function breakLine(writing: Writing): void {
  writing.text += writing.form.lineBreak;
  writing.after = 'line start';
  writing.barsOnLine = 0;
  writing.breakWaits = false;
  writing.blankWaits = false;
}
