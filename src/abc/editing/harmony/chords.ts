import { type Key, type Letter, LETTERS, type Mode } from '../../key.ts';
import { NATURAL, pitchClass } from '../../pitch.ts';

/** A triad of a key. */
export interface Chord {
  /** As a chord symbol names it: `F#m`. */
  readonly name: string;
  /** Semitones from the tonic to its root, 0 to 11. */
  readonly degree: number;
  /** Pitch classes (C is 0) of root, third and fifth. */
  readonly tones: readonly [root: number, third: number, fifth: number];
  /** How readily it is chosen where the notes leave a choice. */
  readonly liking: number;
}

/** Modes that are harmonised alike. */
export type Family = 'major' | 'mixolydian' | 'dorian' | 'minor';

const FAMILIES: Partial<Record<Mode, Family>> = {
  major: 'major',
  ionian: 'major',
  lydian: 'major',
  mixolydian: 'mixolydian',
  dorian: 'dorian',
};

/** What a key's chords go by. */
export function familyOf({ kind, mode }: Key): Family {
  return kind === 'pipes' ? 'mixolydian' : (FAMILIES[mode] ?? 'minor');
}

/** How much players like the chord on each degree, in semitones above the tonic; others are rare. */
const LIKINGS: Readonly<Record<Family, Readonly<Record<number, number>>>> = {
  major: { 0: 1, 7: 0.7, 5: 0.6, 9: 0.1, 2: 0.1, 4: -0.3, 10: -0.6 },
  mixolydian: { 0: 1, 10: 0.8, 5: 0.4, 7: 0, 2: -0.1, 9: -0.2 },
  dorian: { 0: 1, 10: 0.8, 5: 0.2, 3: 0.2, 7: 0.1 },
  minor: { 0: 1, 10: 0.5, 7: 0.4, 3: 0.3, 8: 0.2, 5: 0.2 },
};
const RARE = -0.6;

const SIGNS: Readonly<Record<number, string>> = { 0: '', 1: '#', [-1]: 'b' };

/** A root: its letter, and by how much that is sharpened. */
interface Root {
  readonly letter: Letter;
  readonly sharps: number;
}

const letterAbove = (letter: Letter, steps: number): Letter =>
  LETTERS[(LETTERS.indexOf(letter) + steps) % 7] ?? letter;

/** The suffix of a triad's name by the sizes of its third and fifth; null where it is no triad that is played. */
function quality(third: number, fifth: number): string | null {
  if (fifth === 7) return third === 4 ? '' : third === 3 ? 'm' : null;
  return fifth === 6 && third === 3 ? 'dim' : null;
}

function chord(root: Root, third: number, fifth: number, tonic: number, family: Family): Chord[] {
  const sign = SIGNS[root.sharps];
  const suffix = quality(third, fifth);
  if (sign === undefined || suffix === null) return [];
  const pitch = pitchClass(NATURAL[root.letter] + root.sharps);
  const degree = pitchClass(pitch - tonic);
  // A diminished triad is chosen only where the tonic has no other.
  if (suffix === 'dim' && degree !== 0) return [];
  const liking = LIKINGS[family][degree] ?? RARE;
  const tones = [pitch, pitchClass(pitch + third), pitchClass(pitch + fifth)] as const;
  return [{ name: root.letter + sign + suffix, degree, tones, liking }];
}

/** The tonic's letter and the accidentals of a key; Highland pipes play in A. */
function scaleOf({
  kind,
  tonic,
  accidentals,
}: Key): { letter: Letter; accidentals: Key['accidentals'] } | null {
  if (kind === 'pipes') return { letter: 'A', accidentals: { A: 0, B: 0, C: 1, D: 0, E: 0, F: 1, G: 0 } };
  const letter = LETTERS.find((name) => name === tonic.charAt(0));
  return letter === undefined ? null : { letter, accidentals };
}

/**
 * The chords to harmonise a key with: the triads of its scale, explicit accidentals of K: included, in minor also
 * the major chord on the fifth, in major that on the flat seventh. Empty for a key without a tonic.
 */
export function chordsOf(key: Key): Chord[] {
  const scale = scaleOf(key);
  if (!scale) return [];
  const { letter: tonicLetter, accidentals } = scale;
  const family = familyOf(key);
  const pitchOf = (letter: Letter): number => NATURAL[letter] + accidentals[letter];
  const tonic = pitchClass(pitchOf(tonicLetter));
  const triads = Array.from({ length: 7 }, (_, step) => {
    const letter = letterAbove(tonicLetter, step);
    const above = (steps: number): number =>
      pitchClass(pitchOf(letterAbove(letter, steps)) - pitchOf(letter));
    return chord({ letter, sharps: accidentals[letter] }, above(2), above(4), tonic, family);
  }).flat();
  const step = family === 'minor' ? 4 : 6;
  const letter = letterAbove(tonicLetter, step);
  const borrowed = chord(
    { letter, sharps: accidentals[letter] - (family === 'major' ? 1 : 0) },
    4,
    7,
    tonic,
    family,
  );
  const known = new Set(triads.map(({ name }) => name));
  const useful = family === 'minor' || (family === 'major' && key.mode !== 'lydian');
  return useful ? [...triads, ...borrowed.filter(({ name }) => !known.has(name))] : triads;
}
