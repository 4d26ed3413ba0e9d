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

/**
 * What abcjs reads of each voice: `7:0.125` is the note on staff step 7 that lasts an eighth (tuplets counted in),
 * `^0+2:0.25` a chord, `z:0.5` a rest, `|` a bar line.
 */
export function heard(text: string): string[][] {
  const voices: string[][] = [];
  const [tune] = abcjs.parseOnly(title(text));
  for (const line of tune.lines) {
    const staffs: unknown = line.staff;
    if (!is(Staffs, staffs)) continue;
    staffs
      .flatMap((staff) => staff.voices)
      .forEach((voice, nth) => {
        const sounds = (voices[nth] ??= []);
        let multiplier = 1;
        let left = 0;
        for (const element of voice) {
          if (!is(Element, element)) continue;
          if (element.el_type === 'bar') sounds.push('|');
          if (element.el_type !== 'note' || element.rest?.type === 'spacer') continue;
          if (element.startTriplet !== undefined) {
            multiplier = element.tripletMultiplier ?? 1;
            left = element.tripletR ?? element.startTriplet;
          }
          const duration = (element.duration ?? 0) * (left-- > 0 ? multiplier : 1);
          const names = element.pitches?.map(({ pitch, accidental }) => `${accidental ?? ''}${pitch}`) ?? [
            'z',
          ];
          sounds.push(`${names.join('+')}:${duration.toFixed(5)}`);
        }
      });
  }
  return voices;
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

/** What abcjs plays of each voice, key and accidentals counted in: start, length and MIDI pitch of every note. */
export function played(text: string): string[][] {
  const [tune] = abcjs.parseOnly(title(text));
  const audio: unknown = tune.setUpAudio({ chordsOff: true });
  if (!is(Audio, audio)) return [];
  const tracks = audio.tracks.map((track) =>
    track.flatMap((event) =>
      is(Sound, event) && event.cmd === 'note' && event.pitch !== undefined
        ? [`${event.start ?? 0} ${event.duration ?? 0} ${event.pitch}`]
        : [],
    ),
  );
  return tracks.filter((track) => track.length > 0);
}
