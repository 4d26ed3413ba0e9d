import { readEvents } from '../abc/bars/events.ts';
import { toNumber } from '../abc/fraction.ts';
import { type Key, type Letter, LETTERS, parseKey } from '../abc/key.ts';
import { BarAccidentals, NATURAL, pitchClass, writtenPitch } from '../abc/pitch.ts';
import { scanTune } from '../abc/scan.ts';
import type { Token } from '../abc/token.ts';

/** A note of a tune's melody; of a chord the first. Grace notes are none. */
export interface MelodyNote {
  /** MIDI number: 60 is C. */
  readonly pitch: number;
  /** In whole notes. */
  readonly duration: number;
  /** Whole notes since the tune began. */
  readonly onset: number;
  /** Number of the bar it is in, from 0. */
  readonly bar: number;
  /** Semitones above the tonic, 0 … 11; null without a tonic. */
  readonly degree: number | null;
  /** Whether the signature in force gives this pitch, whatever is written. */
  readonly inKey: boolean;
}

/** Its MIDI number. */
const MIDDLE_C = 60;

/** What a melody's reading carries from token to token. */
interface Reading {
  readonly text: string;
  readonly durations: ReadonlyMap<number, number>;
  readonly notes: MelodyNote[];
  key: Key;
  /** Those written since the last bar line. */
  readonly accidentals: BarAccidentals;
  onset: number;
  bar: number;
  /** Duration of an open chord whose first note is still to come. */
  chord: number | null;
  inChord: boolean;
}

/** The melody of a canonical tune. */
export function melodyOf(tune: string): MelodyNote[] {
  const text = `L:1/8\n${tune}`;
  const tokens = scanTune(text);
  const durations = new Map<number, number>();
  for (const event of readEvents(text, tokens)) {
    if ('duration' in event) durations.set(event.start, toNumber(event.duration));
  }
  const state = {
    key: parseKey('none'),
    accidentals: new BarAccidentals(),
    onset: 0,
    bar: 0,
    chord: null,
    inChord: false,
  };
  const reading: Reading = { text, durations, notes: [], ...state };
  for (const token of tokens) read(reading, token, text.slice(token.start, token.end));
  return reading.notes;
}

function read(reading: Reading, token: Token, text: string): void {
  const { durations } = reading;
  const duration = durations.get(token.start) ?? null;
  if (token.kind === 'field value' && reading.text.startsWith('K:', token.start - 2))
    reading.key = parseKey(text);
  if (token.kind === 'inline field' && text.startsWith('[K:')) reading.key = parseKey(text.slice(3, -1));
  if (token.kind === 'bar line') {
    reading.accidentals.startBar();
    reading.bar += 1;
  }
  if (token.kind === 'chord open') [reading.chord, reading.inChord] = [duration, true];
  if (token.kind === 'chord close') reading.inChord = false;
  if (token.kind === 'note') readNote(reading, token.start, reading.inChord ? reading.chord : duration);
  if (token.kind === 'rest' || token.kind === 'multimeasure rest') reading.onset += duration ?? 0;
}

/** Keeps accidentals of every note, but only notes with a duration: others are grace notes or inner ones of chords. */
function readNote(reading: Reading, start: number, duration: number | null): void {
  const pitch = MIDDLE_C + reading.accidentals.sounding(writtenPitch(reading.text, start), reading.key);
  if (duration === null || duration === 0) return;
  const tonic = tonicOf(reading.key);
  reading.notes.push({
    pitch,
    duration,
    onset: reading.onset,
    bar: reading.bar,
    degree: tonic === null ? null : pitchClass(pitch - tonic),
    inKey: scaleOf(reading.key).has(pitchClass(pitch)),
  });
  reading.onset += duration;
  reading.chord = null;
}

/** Pitch class of a key's tonic, 0 … 11. */
function tonicOf({ kind, tonic }: Key): number | null {
  if (kind !== 'key') return null;
  const sign = tonic.endsWith('#') ? 1 : tonic.endsWith('b') ? -1 : 0;
  return pitchClass(NATURAL[tonic.charAt(0) as Letter] + sign);
}

/** Pitch classes of a key's signature. */
function scaleOf({ accidentals }: Key): ReadonlySet<number> {
  return new Set(LETTERS.map((letter) => pitchClass(NATURAL[letter] + accidentals[letter])));
}
