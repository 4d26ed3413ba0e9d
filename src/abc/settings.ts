import { fraction, type Fraction } from './fraction.ts';
import { type Key, parseKey } from './key.ts';
import { parseUnitNoteLength } from './length.ts';
import { defaultUnitNoteLength, type Meter, parseMeter } from './meter.ts';

/** What decides how the notes of one voice are read. */
export interface Settings {
  readonly meter: Meter;
  /** Null until an L: or M: says it; then 1/8 counts. */
  readonly statedUnitNoteLength: Fraction | null;
  readonly key: Key;
}

/** Settings before any field: free meter, no key. */
export const NO_SETTINGS: Settings = {
  meter: parseMeter('none'),
  statedUnitNoteLength: null,
  key: parseKey('none'),
};

const EIGHTH = fraction(1, 8);

/** The unit note length in force, in whole notes. */
export function unitNoteLengthOf(settings: Settings): Fraction {
  return settings.statedUnitNoteLength ?? EIGHTH;
}

function withMeter(settings: Settings, value: string): Settings {
  const meter = parseMeter(value);
  // The first meter sets the unit note length where no L: has; later ones leave it (ABC 2.1 §3.1.7).
  return {
    ...settings,
    meter,
    statedUnitNoteLength: settings.statedUnitNoteLength ?? defaultUnitNoteLength(meter),
  };
}

/** A clef alone, `K:bass` or `K:clef=alto`, leaves the key as it is. */
function withKey(settings: Settings, value: string): Settings {
  const key = parseKey(value);
  const onlyClef = key.kind === 'none' && key.clef !== undefined && !/^none/i.test(key.text);
  return onlyClef ? settings : { ...settings, key };
}

/** The settings after a field; a field that bears on no setting, or a bad value of L:, changes nothing. */
export function applyField(settings: Settings, letter: string, value: string): Settings {
  if (letter === 'M') return withMeter(settings, value);
  if (letter === 'K') return withKey(settings, value);
  if (letter !== 'L') return settings;
  const unitNoteLength = parseUnitNoteLength(value);
  return unitNoteLength ? { ...settings, statedUnitNoteLength: unitNoteLength } : settings;
}
