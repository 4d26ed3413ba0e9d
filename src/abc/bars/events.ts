import { fieldAt } from '../fields.ts';
import { fraction, type Fraction, multiply, ONE, ZERO } from '../fraction.ts';
import { parseLength } from '../length.ts';
import { lengthEnd, noteLetterAt, octaveEnd } from '../scan/note.ts';
import { NO_SETTINGS, type Settings, unitNoteLengthOf } from '../settings.ts';
import { textOf, type Token } from '../token.ts';
import { VoiceSettings } from '../voice.ts';
import type { Divider, Event, Sound } from './event.ts';
import { brokenRhythm, parseTuplet, tupletRatio } from './tuplet.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What one voice carries from note to note. */
interface VoiceReading {
  last: Mutable<Sound> | null;
  /** What a broken rhythm mark multiplies the next sound by. */
  next: Fraction | null;
  tuplet: { ratio: Fraction; left: number } | null;
}

interface Reading {
  readonly text: string;
  readonly events: Event[];
  readonly settings: VoiceSettings;
  readonly voices: Map<string, VoiceReading>;
  inGrace: boolean;
  /** Whether the next sound is the first of its line. */
  startsLine: boolean;
  /** Whether a backslash joins the line with the next. */
  continued: boolean;
  /** Start and length of the chord being read; its length is that of its first note. */
  chord: { start: number; length: Fraction | null } | null;
}

function voiceReading(reading: Reading): VoiceReading {
  const id = reading.settings.voice;
  const known = reading.voices.get(id);
  if (known) return known;
  const fresh: VoiceReading = { last: null, next: null, tuplet: null };
  reading.voices.set(id, fresh);
  return fresh;
}

/** Length of the note or rest at `start`, in unit note lengths; null for one of no length. */
export function writtenLength(text: string, start: number): Fraction | null {
  const letter = noteLetterAt(text, start);
  const from = octaveEnd(text, (letter < 0 ? start : letter) + 1);
  return parseLength(text.slice(from, lengthEnd(text, from)));
}

/** What tuplet and broken rhythm make of the next sound's length. */
function factorOf(voice: VoiceReading): Fraction {
  const broken = voice.next ?? ONE;
  voice.next = null;
  if (!voice.tuplet) return broken;
  const { ratio } = voice.tuplet;
  if (--voice.tuplet.left === 0) voice.tuplet = null;
  return multiply(broken, ratio);
}

function sound(
  reading: Reading,
  kind: Sound['kind'],
  start: number,
  end: number,
  length: Fraction | null,
  overBar = false,
): void {
  const voice = voiceReading(reading);
  const { current } = reading.settings;
  const unitNoteLength = unitNoteLengthOf(current);
  const written = length ? multiply(length, unitNoteLength) : ZERO;
  const factor = factorOf(voice);
  const duration = factor === ONE ? written : multiply(written, factor);
  const place = { start, end, voice: reading.settings.voice };
  const { startsLine } = reading;
  reading.startsLine = false;
  voice.last = {
    kind,
    ...place,
    duration,
    meter: current.meter,
    unitNoteLength,
    bars: 0,
    overBar,
    startsLine,
  };
  reading.events.push(voice.last);
}

function multimeasureRest(reading: Reading, { start, end }: Token): void {
  const { current, voice } = reading.settings;
  const { meter } = current;
  const unitNoteLength = unitNoteLengthOf(current);
  const bars = end - start > 1 ? Math.min(Number(reading.text.slice(start + 1, end)), 9999) : 1;
  const duration = meter.kind === 'measured' ? multiply(meter.length, fraction(bars)) : ZERO;
  reading.events.push({
    kind: 'multimeasure rest',
    start,
    end,
    voice,
    duration,
    meter,
    unitNoteLength,
    bars,
    overBar: false,
    startsLine: reading.startsLine,
  });
  reading.startsLine = false;
}

function note(reading: Reading, token: Token, kind: 'note' | 'rest', overBar = false): void {
  if (reading.inGrace) return;
  const length = writtenLength(reading.text, token.start);
  if (reading.chord) reading.chord.length ??= length;
  else sound(reading, kind, token.start, token.end, length, overBar);
}

function rest(reading: Reading, token: Token, tokens: readonly Token[], index: number): void {
  const marked = MARKS.has(tokens[index - 1]?.kind ?? 'note');
  const next = tokens[index + 1]?.kind === 'beam space' ? tokens[index + 2] : tokens[index + 1];
  const invisible = reading.text.charAt(token.start) === 'x';
  note(reading, token, 'rest', marked && invisible && next?.kind === 'bar line');
}

function closeChord(reading: Reading, token: Token | null): void {
  const { chord } = reading;
  reading.chord = null;
  if (!chord?.length) return;
  const factor = token ? parseLength(reading.text.slice(token.start + 1, token.end)) : ONE;
  const end = token?.end ?? chord.start + 1;
  sound(reading, 'chord', chord.start, end, factor && multiply(chord.length, factor));
}

function breakRhythm(reading: Reading, token: Token): void {
  const voice = voiceReading(reading);
  if (!voice.last || reading.inGrace || reading.chord) return;
  const [before, after] = brokenRhythm(textOf(reading.text, token));
  voice.last.duration = multiply(voice.last.duration, before);
  voice.next = after;
}

function startTuplet(reading: Reading, token: Token): void {
  const tuplet = parseTuplet(textOf(reading.text, token), reading.settings.current.meter);
  if (tuplet) voiceReading(reading).tuplet = { ratio: tupletRatio(tuplet), left: tuplet.r };
}

function divide(reading: Reading, kind: Divider['kind'], token: Token): void {
  if (reading.chord) closeChord(reading, null);
  reading.inGrace = false;
  const { start, end } = token;
  reading.events.push({ kind, start, end, voice: reading.settings.voice, text: textOf(reading.text, token) });
}

function field(reading: Reading, tokens: readonly Token[], index: number, token: Token): void {
  const found = fieldAt(reading.text, tokens, index);
  if (!found) return;
  reading.settings.apply(found.letter, found.value);
  if (found.letter === 'P' || found.letter === 'T') divide(reading, 'part', token);
}

const MARKS: ReadonlySet<Token['kind']> = new Set(['decoration', 'shorthand']);

type Rule = (reading: Reading, token: Token, tokens: readonly Token[], index: number) => void;

const RULES: Partial<Record<Token['kind'], Rule>> = {
  note: (reading, token) => note(reading, token, 'note'),
  rest,
  'multimeasure rest': multimeasureRest,
  'chord open': (reading, token) => {
    if (!reading.inGrace) reading.chord = { start: token.start, length: null };
  },
  'chord close': (reading, token) => {
    if (!reading.inGrace) closeChord(reading, token);
  },
  'grace open': (reading) => {
    reading.inGrace = true;
  },
  'grace close': (reading) => {
    reading.inGrace = false;
  },
  'broken rhythm': breakRhythm,
  tuplet: startTuplet,
  'bar line': (reading, token) => divide(reading, 'bar line', token),
  'variant ending': (reading, token) => divide(reading, 'variant ending', token),
  overlay: (reading, token) => divide(reading, 'overlay', token),
  'field letter': (reading, token, tokens, index) => field(reading, tokens, index, token),
  'inline field': (reading, token, tokens, index) => field(reading, tokens, index, token),
  'line continuation': (reading) => {
    reading.continued = true;
  },
  'line break': (reading) => {
    if (reading.chord) closeChord(reading, null);
    reading.inGrace = false;
    reading.startsLine = !reading.continued;
    reading.continued = false;
  },
};

/**
 * Sounds and dividers of a tune's tokens in the order of the text. Grace notes and spacers take no time; a chord
 * lasts as long as its first note (ABC 2.1 §4.17).
 */
export function readEvents(text: string, tokens: readonly Token[], start: Settings = NO_SETTINGS): Event[] {
  const settings = new VoiceSettings(start);
  const reading: Reading = {
    text,
    events: [],
    settings,
    voices: new Map(),
    inGrace: false,
    startsLine: true,
    continued: false,
    chord: null,
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token) RULES[token.kind]?.(reading, token, tokens, index);
  }
  if (reading.chord) closeChord(reading, null);
  return reading.events;
}
