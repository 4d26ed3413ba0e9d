import { type Bar, barsOf, type Verdict } from '../bars.ts';
import type { Event, Sound } from '../bars/event.ts';
import { readEvents } from '../bars/events.ts';
import { fieldAt, fieldsOfText } from '../fields.ts';
import { add, equals, type Fraction, subtract, ZERO } from '../fraction.ts';
import type { Key } from '../key.ts';
import type { Meter } from '../meter.ts';
import { BarAccidentals, writtenPitch } from '../pitch.ts';
import type { Token } from '../token.ts';
import { settingsOf, VoiceSettings } from '../voice.ts';

/** A note, chord or rest in its bar. */
export interface MelodyNote {
  readonly kind: Sound['kind'];
  readonly start: number;
  readonly end: number;
  /** Whole notes from where the bar would start if it were full: a pickup stands at its end. */
  readonly at: Fraction;
  readonly duration: Fraction;
  /** Semitones above middle C; none for a rest. */
  readonly pitches: readonly number[];
}

/** A bar of one voice with what sounds in it; of an overlay, only what stands before it. */
export interface MelodyBar extends Bar {
  readonly meter: Meter;
  /** Key at its first note. */
  readonly key: Key;
  readonly notes: readonly MelodyNote[];
}

interface Pitch {
  readonly voice: string;
  readonly start: number;
  readonly semitones: number;
  readonly key: Key;
}

/** The sounding pitch of every note token, grace notes included, and the key it is read in. */
function pitchesOf(text: string, tokens: readonly Token[], fileHeader: string): Pitch[] {
  const settings = new VoiceSettings(settingsOf(fieldsOfText(fileHeader)));
  const voices = new Map<string, BarAccidentals>();
  const pitches: Pitch[] = [];
  tokens.forEach((token, index) => {
    const field = fieldAt(text, tokens, index);
    if (field) settings.apply(field.letter, field.value);
    const accidentals = voices.get(settings.voice) ?? new BarAccidentals();
    voices.set(settings.voice, accidentals);
    if (token.kind === 'bar line') accidentals.startBar();
    if (token.kind !== 'note') return;
    const { key } = settings.current;
    const semitones = accidentals.sounding(writtenPitch(text, token.start), key);
    pitches.push({ voice: settings.voice, start: token.start, semitones, key });
  });
  return pitches;
}

/** The first layer of what sounds: an overlay goes on until the next bar line. */
function firstLayer(events: readonly Event[]): Sound[] {
  const overlaid = new Map<string, boolean>();
  return events.flatMap((event) => {
    if (!('duration' in event)) {
      overlaid.set(event.voice, event.kind === 'overlay');
      return [];
    }
    return overlaid.get(event.voice) === true ? [] : [event];
  });
}

const PARTED: ReadonlySet<Verdict> = new Set(['split', 'ending']);

/** Where the bars start that stand at the end of a full bar: pickups, and second halves of parted bars. */
function offsetsOf(bars: readonly Bar[]): Fraction[] {
  let half: Bar | null = null;
  return bars.map((bar) => {
    const { expected, duration, verdict } = bar;
    if (!expected) return ZERO;
    const second: boolean =
      half !== null && PARTED.has(verdict) && equals(add(half.duration, duration), expected);
    half = PARTED.has(verdict) && !second ? bar : null;
    return second || verdict === 'pickup' ? subtract(expected, duration) : ZERO;
  });
}

/** The bars of one voice with their notes. */
function voiceBars(bars: readonly Bar[], sounds: readonly Sound[], pitches: readonly Pitch[]): MelodyBar[] {
  const offsets = offsetsOf(bars);
  let nextSound = 0;
  let nextPitch = 0;
  return bars.flatMap((bar, index) => {
    const notes: MelodyNote[] = [];
    let at = offsets[index] ?? ZERO;
    let key: Key | null = null;
    let meter: Meter | null = null;
    for (let sound = sounds[nextSound]; sound && sound.start < bar.end; sound = sounds[++nextSound]) {
      const own: number[] = [];
      while ((pitches[nextPitch]?.start ?? Infinity) < sound.start) nextPitch++;
      for (let pitch = pitches[nextPitch]; pitch && pitch.start < sound.end; pitch = pitches[++nextPitch]) {
        own.push(pitch.semitones);
        key ??= pitch.key;
      }
      meter ??= sound.meter;
      const { kind, start, end, duration } = sound;
      notes.push({ kind, start, end, at, duration, pitches: own });
      at = add(at, duration);
    }
    return key && meter ? [{ ...bar, meter, key, notes }] : [];
  });
}

/** What belongs to each voice, in the order the voices first come. */
function byVoice<T extends { readonly voice: string }>(all: readonly T[]): Map<string, T[]> {
  const voices = new Map<string, T[]>();
  for (const one of all) {
    const own = voices.get(one.voice);
    if (own) own.push(one);
    else voices.set(one.voice, [one]);
  }
  return voices;
}

/** The bars that have notes, voice by voice in the order they first sound. */
export function melodyOf(text: string, tokens: readonly Token[], fileHeader = ''): MelodyBar[][] {
  const bars = barsOf(text, tokens, fileHeader);
  const sounds = firstLayer(readEvents(text, tokens, settingsOf(fieldsOfText(fileHeader))));
  const pitches = pitchesOf(text, tokens, fileHeader);
  const soundsOf = byVoice(sounds);
  const pitchesOfVoice = byVoice(pitches);
  return [...byVoice(bars)].map(([voice, own]) =>
    voiceBars(own, soundsOf.get(voice) ?? [], pitchesOfVoice.get(voice) ?? []),
  );
}
