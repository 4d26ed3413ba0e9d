import type { Fraction } from './fraction.ts';
import { type Key, parseKey } from './key.ts';
import { parseUnitNoteLength } from './length.ts';
import { defaultUnitNoteLength, type Meter, parseMeter } from './meter.ts';

/** What decides how the notes of one voice are read. */
export interface Settings {
  readonly meter: Meter;
  /** What an L: says; null until there is one. */
  readonly statedUnitNoteLength: Fraction | null;
  /** What the tune's first M: implies where no L: says it (ABC 2.1 §3.1.7); null until there is one. */
  readonly impliedUnitNoteLength: Fraction | null;
  readonly key: Key;
}

/** Settings before any field: free meter, no key. */
export const NO_SETTINGS: Settings = {
  meter: parseMeter('none'),
  statedUnitNoteLength: null,
  impliedUnitNoteLength: null,
  key: parseKey('none'),
};

/** The unit note length in force, in whole notes; where the tune has no M: of its own, the file header's implies it. */
export function unitNoteLengthOf({ statedUnitNoteLength, impliedUnitNoteLength, meter }: Settings): Fraction {
  return statedUnitNoteLength ?? impliedUnitNoteLength ?? defaultUnitNoteLength(meter);
}

function withMeter(settings: Settings, value: string): Settings {
  const meter = parseMeter(value);
  const impliedUnitNoteLength = settings.impliedUnitNoteLength ?? defaultUnitNoteLength(meter);
  return { ...settings, meter, impliedUnitNoteLength };
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
