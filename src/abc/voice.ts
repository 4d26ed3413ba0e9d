import { applyField, NO_SETTINGS, type Settings } from './settings.ts';

/** The voice of a tune that names none. */
const ONLY_VOICE = '';

/** The id in the value of a V: field: `V:1 clef=bass` is voice 1. */
export function voiceId(value: string): string {
  return /^\S+/.exec(value)?.[0] ?? '';
}

/** The name that V: prints a voice with, `name="Violin"` or `nm=Vln`, in its properties; empty where it has none. */
export function printedName(properties: string): string {
  const name = /(?:^|\s)(?:name|nm)\s*=\s*(?:"([^"]*)"|(\S+))/.exec(properties);
  return (name?.[1] ?? name?.[2] ?? '').trim();
}

/**
 * The settings of each voice as a tune is read. Fields of the header, and those of the body before any V:, hold
 * for all voices; later ones for the voice they stand in (ABC 2.1 §7).
 */
export class VoiceSettings {
  private shared: Settings;
  private readonly own = new Map<string, Settings>();
  private inBody = false;
  /** Id of the voice being read. */
  voice = ONLY_VOICE;

  constructor(start: Settings = NO_SETTINGS) {
    this.shared = start;
  }

  get current(): Settings {
    return this.own.get(this.voice) ?? this.shared;
  }

  /** Takes in a field line or an inline field. The header ends with K:. */
  apply(letter: string, value: string): void {
    if (letter === 'V' && this.inBody) this.voice = voiceId(value);
    else if (this.voice === ONLY_VOICE) this.shared = applyField(this.shared, letter, value);
    else this.own.set(this.voice, applyField(this.current, letter, value));
    if (letter === 'K') this.inBody = true;
  }
}

/** Settings that a file header gives to all its tunes. Its meter implies no unit note length where a tune has its own. */
export function settingsOf(fields: readonly { readonly letter: string; readonly value: string }[]): Settings {
  const settings = fields.reduce((all, { letter, value }) => applyField(all, letter, value), NO_SETTINGS);
  return { ...settings, impliedUnitNoteLength: null };
}
