import type { TextRange } from '../book.ts';
import { fraction, type Fraction, multiply, ONE } from '../fraction.ts';
import { parseLength, parseUnitNoteLength } from '../length.ts';
import { defaultUnitNoteLength, parseMeter } from '../meter.ts';
import type { Token, TokenKind } from '../token.ts';
import { canonicalKey, canonicalMeter, canonicalRhythm } from './fields.ts';
import {
  canonicalChordSymbol,
  canonicalTuplet,
  endingNumbers,
  type Pitch,
  readPitch,
  readRest,
  writeChord,
  writePitch,
} from './pieces.ts';
import {
  newWriter,
  putBar,
  putBehind,
  putBlank,
  putEnding,
  putField,
  putJoin,
  putLineEnd,
  putMusic,
  type Writer,
} from './writer.ts';

/** What canonical text says of a tune before its music; null where the tune does not say it. */
export interface Header {
  readonly rhythm: string | null;
  readonly meter: string | null;
  readonly key: string | null;
}

interface OpenChord {
  readonly notes: Pitch[];
  readonly sources: TextRange[];
  readonly before: string[];
  tied: boolean;
}

/** A tune being read into canonical form, token by token. */
export interface Reading {
  readonly text: string;
  readonly writer: Writer;
  /** The voice that is read; music of others is passed over. */
  readonly voice: string;
  /** Where the notes and rests that have been written stand in `text`, in their order. */
  readonly sources: TextRange[];
  header: { rhythm: string | null; meter: string | null; key: string | null };
  /** What L: says, or the tune's first M:; null: it follows from the meter. */
  statedUnit: Fraction | null;
  /** Meter and key in force. */
  meter: string;
  key: string;
  /** The token being read. */
  at: TextRange;
  /** Letter of the field being read. */
  field: string;
  currentVoice: string;
  /** Inside a chord: its notes so far, ornaments before the next, and whether any of them is tied. */
  chord: OpenChord | null;
  inGrace: boolean;
  /** Inside `&`, a second voice within the bar, which is passed over. */
  inOverlay: boolean;
  /** The line goes on after its end. */
  continued: boolean;
  hasMusic: boolean;
}

/** The unit note length of canonical text. */
const EIGHT = fraction(8);
/** Ornaments that are one letter by the standard (ABC 2.1 §4.14); others are layout or mean nothing to us. */
const ORNAMENTS = new Set('.~HLMOPSTuv');

/**
 * A reading of the tune `text` with nothing read yet. The fields L:, M: and R: of the file header hold until the tune
 * sets them itself (ABC 2.1 §2.2.2).
 */
export function startReading(text: string, voice: string, fileHeader: string): Reading {
  const reading: Reading = {
    text,
    writer: newWriter(),
    voice,
    sources: [],
    header: { rhythm: null, meter: null, key: null },
    statedUnit: null,
    meter: 'none',
    key: 'C',
    at: { start: 0, end: 0 },
    field: '',
    currentVoice: '',
    chord: null,
    inGrace: false,
    inOverlay: false,
    continued: false,
    hasMusic: false,
  };
  for (const [, letter = '', value = ''] of fileHeader.matchAll(/^([LMR]):([^\r\n%]*)/gm)) {
    // Unlike one of its own, it leaves the unit note length to the tune's.
    if (letter === 'M') reading.header.meter = reading.meter = canonicalMeter(value);
    else readField(reading, letter, value);
  }
  return reading;
}

/** The unit note length in force, in whole notes. */
export function unitNoteLength(reading: Reading): Fraction {
  return reading.statedUnit ?? defaultUnitNoteLength(parseMeter(reading.header.meter ?? 'none'));
}

/** What a length in the tune is multiplied by to become one in canonical text. */
function factor(reading: Reading): Fraction {
  return multiply(unitNoteLength(reading), EIGHT);
}

/** Reads one token of the tune. */
export function readToken(reading: Reading, token: Token): void {
  const text = reading.text.slice(token.start, token.end);
  reading.at = token;
  if (FIELD_KINDS.has(token.kind)) FIELDS[token.kind]?.(reading, text);
  else if (reading.currentVoice === reading.voice) MUSIC[token.kind]?.(reading, text);
}

type Handler = (reading: Reading, text: string) => void;

const FIELDS: Partial<Record<TokenKind, Handler>> = {
  'field letter': (reading, text) => {
    reading.field = text.charAt(0);
  },
  'field value': (reading, text) => readField(reading, reading.field, text),
  'inline field': (reading, text) =>
    readField(reading, text.charAt(1), text.slice(3).replace(/\]$/, '').trim()),
};
const FIELD_KINDS: ReadonlySet<TokenKind> = new Set(['field letter', 'field value', 'inline field']);

function readField(reading: Reading, letter: string, value: string): void {
  const inHeader = reading.header.key === null;
  if (letter === 'V' && !inHeader) reading.currentVoice = voiceName(value);
  // What stands before the first V: holds for all voices.
  if (reading.currentVoice !== '' && reading.currentVoice !== reading.voice) return;
  if (letter === 'R' && inHeader) reading.header.rhythm = canonicalRhythm(value) ?? reading.header.rhythm;
  if (letter === 'L') reading.statedUnit = parseUnitNoteLength(value) ?? reading.statedUnit;
  if (letter === 'M') changeMeter(reading, canonicalMeter(value));
  if (letter === 'K') changeKey(reading, value);
}

/** The name of a voice: the first word of V:. */
export function voiceName(value: string): string {
  return /^\S*/.exec(value.trim())?.[0] ?? '';
}

function changeMeter(reading: Reading, meter: string): void {
  if (!reading.hasMusic) reading.header.meter = meter;
  else if (meter !== reading.meter) putField(reading.writer, 'M', meter);
  reading.meter = meter;
  // The first one sets the unit note length where no L: has; later ones leave it (ABC 2.1 §3.1.7).
  reading.statedUnit ??= defaultUnitNoteLength(parseMeter(meter));
}

/** The first K: ends the header, whatever it says. */
function changeKey(reading: Reading, value: string): void {
  const key = canonicalKey(value) ?? (reading.header.key === null ? 'C' : reading.key);
  if (!reading.hasMusic) reading.header.key = key;
  else if (key !== reading.key) putField(reading.writer, 'K', key);
  reading.key = key;
}

/** Music that an overlay does not hide, with what waits before it. */
function put(reading: Reading, text: string): void {
  reading.hasMusic = true;
  if (reading.chord) reading.chord.before.push(text);
  else if (!reading.inOverlay) putMusic(reading.writer, text);
}

/** What belongs to the music after it: an opening bracket, an ornament, a chord symbol. */
function putBefore(reading: Reading, text: string): void {
  put(reading, text);
  if (!reading.chord && !reading.inOverlay) reading.writer.last = 'join';
}

function readNote(reading: Reading, pitch: Pitch): void {
  if (reading.chord) {
    const ornaments = reading.chord.before.splice(0).join('');
    reading.chord.notes.push({ ...pitch, name: ornaments + pitch.name });
    reading.chord.sources.push(reading.at);
  } else {
    put(reading, reading.inGrace ? writePitch(pitch, ONE) : writePitch(pitch, factor(reading)));
    remember(reading, [reading.at]);
  }
}

function remember(reading: Reading, sources: readonly TextRange[]): void {
  if (!reading.inOverlay) reading.sources.push(...sources);
}

function closeChord(reading: Reading, text: string): void {
  const { chord } = reading;
  reading.chord = null;
  if (chord === null || chord.notes.length === 0) return;
  const outer = parseLength(text.slice(1)) ?? ONE;
  const tie = chord.tied ? '-' : '';
  put(reading, writeChord(chord.notes, outer, reading.inGrace ? ONE : factor(reading)) + tie);
  remember(reading, chord.sources);
}

/** Writes a chord that is still open as far as it goes: for a prompt that ends inside it. */
export function openChord(reading: Reading): void {
  const { chord } = reading;
  if (chord === null) return;
  reading.chord = null;
  const scale = reading.inGrace ? ONE : factor(reading);
  put(reading, `[${chord.notes.map((note) => writePitch(note, scale)).join('')}${chord.before.join('')}`);
  remember(reading, chord.sources);
}

/** Within an overlay only bar lines are read. */
const shown =
  (handler: Handler): Handler =>
  (reading, text) => {
    if (!reading.inOverlay) handler(reading, text);
  };

const MUSIC: Partial<Record<TokenKind, Handler>> = {
  note: (reading, text) => readNote(reading, readPitch(text)),
  rest: (reading, text) => readNote(reading, readRest(text)),
  'multimeasure rest': (reading, text) => put(reading, `Z${text.slice(1).replace(/^1$/, '')}`),
  'chord open': (reading) => {
    reading.chord = { notes: [], sources: [], before: [], tied: false };
  },
  'chord close': closeChord,
  'grace open': (reading) => {
    putBefore(reading, '{');
    reading.inGrace = true;
  },
  'grace close': shown((reading) => {
    if (reading.inGrace) putMusic(reading.writer, '}');
    reading.inGrace = false;
  }),
  tuplet: shown((reading, text) => putJoin(reading.writer, canonicalTuplet(text, reading.meter), false)),
  'broken rhythm': shown((reading, text) => putJoin(reading.writer, text.slice(0, 3), true)),
  tie: shown((reading) => {
    if (reading.chord) reading.chord.tied = true;
    else putBehind(reading.writer, '-');
  }),
  'slur open': (reading) => putBefore(reading, '('),
  'slur close': shown((reading) => putBehind(reading.writer, ')')),
  shorthand: (reading, text) => {
    if (ORNAMENTS.has(text)) putBefore(reading, text);
  },
  'chord symbol': (reading, text) => {
    const symbol = canonicalChordSymbol(text);
    if (symbol !== null) putBefore(reading, symbol);
  },
  'bar line': (reading, text) => {
    reading.inOverlay = false;
    reading.inGrace = false;
    reading.chord = null;
    putBar(reading.writer, text);
  },
  'variant ending': shown((reading, text) => {
    const numbers = endingNumbers(text);
    if (numbers !== null) putEnding(reading.writer, numbers);
  }),
  'beam space': shown((reading) => {
    if (!reading.chord && !reading.inGrace) putBlank(reading.writer);
  }),
  overlay: (reading, text) => {
    reading.inOverlay = text === '&' || text === '(&' || text.startsWith('&&');
  },
  'line continuation': (reading) => {
    reading.continued = true;
  },
  'line break': (reading) => {
    if (reading.continued) putBlank(reading.writer);
    else putLineEnd(reading.writer);
    reading.continued = false;
  },
};
