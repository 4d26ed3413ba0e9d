import abcjs from 'abcjs';
import { array, is, number, object, optional, string, unknown } from 'valibot';

const Element = object({
  el_type: string(),
  duration: optional(number()),
  tripletMultiplier: optional(number()),
  tripletR: optional(number()),
  startTriplet: optional(number()),
  rest: optional(object({ type: string() })),
  pitches: optional(
    array(object({ pitch: number(), accidental: optional(string()), startTie: optional(unknown()) })),
  ),
  chord: optional(array(object({ name: string() }))),
});
const Staffs = array(object({ voices: array(array(unknown())) }));

const title = (text: string): string => (text.startsWith('X:') ? text : `X:1\n${text}`);

/** A note, chord or rest as abcjs reads it, or a bar line. */
export type Heard =
  | {
      readonly kind: 'sound';
      /** Staff steps with their accidentals, `^0+2`; `z` for a rest. */
      readonly names: string;
      /** In whole notes, tuplets counted in. */
      readonly duration: number;
    }
  | { readonly kind: 'bar line' };

/** What abcjs reads of one voice of one line. */
function voiceHeard(voice: readonly unknown[]): Heard[] {
  const sounds: Heard[] = [];
  let multiplier = 1;
  let left = 0;
  for (const element of voice) {
    if (!is(Element, element)) continue;
    if (element.el_type === 'bar') sounds.push({ kind: 'bar line' });
    if (element.el_type !== 'note' || element.rest?.type === 'spacer') continue;
    if (element.startTriplet !== undefined) {
      multiplier = element.tripletMultiplier ?? 1;
      left = element.tripletR ?? element.startTriplet;
    }
    const duration = (element.duration ?? 0) * (left-- > 0 ? multiplier : 1);
    const names = element.pitches?.map(({ pitch, accidental }) => `${accidental ?? ''}${pitch}`) ?? ['z'];
    sounds.push({ kind: 'sound', names: names.join('+'), duration });
  }
  return sounds;
}

/** What abcjs reads of each voice. */
export function voicesHeard(text: string): Heard[][] {
  const voices: Heard[][] = [];
  const [tune] = abcjs.parseOnly(title(text));
  for (const line of tune.lines) {
    const staffs: unknown = line.staff;
    if (!is(Staffs, staffs)) continue;
    staffs
      .flatMap((staff) => staff.voices)
      .forEach((voice, nth) => (voices[nth] ??= []).push(...voiceHeard(voice)));
  }
  return voices;
}

/** The same in words: `7:0.12500` is the note on staff step 7 that lasts an eighth, `z:0.50000` a rest, `|` a bar line. */
export function heard(text: string): string[][] {
  return voicesHeard(text).map((voice) =>
    voice.map((one) => (one.kind === 'bar line' ? '|' : `${one.names}:${one.duration.toFixed(5)}`)),
  );
}

/** The warnings of abcjs, without its mark-up. */
export function warnings(text: string): string[] {
  const [tune] = abcjs.parseOnly(title(text));
  const found: unknown = tune.warnings;
  return is(array(string()), found) ? found.map((warning) => warning.replace(/<[^>]*>/g, '')) : [];
}

const Audio = object({ tracks: array(array(unknown())) });
const Sound = object({
  cmd: string(),
  pitch: optional(number()),
  start: optional(number()),
  duration: optional(number()),
});

/** A note that abcjs plays: when it starts and how long it lasts, and its MIDI pitch. */
export interface Played {
  readonly at: string;
  readonly pitch: number;
}

/** What abcjs plays of each voice, key and accidentals counted in. */
export function voicesPlayed(text: string): Played[][] {
  const [tune] = abcjs.parseOnly(title(text));
  const audio: unknown = tune.setUpAudio({ chordsOff: true });
  if (!is(Audio, audio)) return [];
  const tracks = audio.tracks.map((track) =>
    track.flatMap((event) =>
      is(Sound, event) && event.cmd === 'note' && event.pitch !== undefined
        ? [{ at: `${event.start ?? 0} ${event.duration ?? 0}`, pitch: event.pitch }]
        : [],
    ),
  );
  return tracks.filter((track) => track.length > 0);
}

/** The same in words: start, length and pitch of every note. */
export function played(text: string): string[][] {
  return voicesPlayed(text).map((voice) => voice.map(({ at, pitch }) => `${at} ${pitch}`));
}
