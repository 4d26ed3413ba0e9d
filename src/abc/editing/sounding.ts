import { fieldAt } from '../fields.ts';
import { BarAccidentals, writtenPitch } from '../pitch.ts';
import { scanTune } from '../scan.ts';
import { NO_SETTINGS } from '../settings.ts';
import { VoiceSettings } from '../voice.ts';

/** Semitones above middle C of every note of a tune in the order of the text, grace notes included. */
export function soundingPitches(tuneText: string): number[] {
  const tokens = scanTune(tuneText);
  const settings = new VoiceSettings(NO_SETTINGS);
  const voices = new Map<string, BarAccidentals>();
  const pitches: number[] = [];
  for (const [index, token] of tokens.entries()) {
    const field = fieldAt(tuneText, tokens, index);
    if (field) settings.apply(field.letter, field.value);
    const accidentals = voices.get(settings.voice) ?? new BarAccidentals();
    voices.set(settings.voice, accidentals);
    if (token.kind === 'bar line') accidentals.startBar();
    if (token.kind !== 'note') continue;
    pitches.push(accidentals.sounding(writtenPitch(tuneText, token.start), settings.current.key));
  }
  return pitches;
}
