/** A note letter without octave. */
export type Letter = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G';

export const LETTERS: readonly Letter[] = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

export type Mode =
  'major' | 'minor' | 'ionian' | 'dorian' | 'phrygian' | 'lydian' | 'mixolydian' | 'aeolian' | 'locrian';

/** What a K: field says (ABC 2.1 §3.1.14). */
export interface Key {
  /** 'pipes' is `HP` and `Hp`; 'none' has no signature and no tonic. */
  readonly kind: 'key' | 'pipes' | 'none';
  /** `C`, `F#`, `Bb`; empty where there is none. */
  readonly tonic: string;
  readonly mode: Mode;
  /** Semitones by letter that the signature adds, 0 where the letter is natural; quarter tones are ±0.5. */
  readonly accidentals: Readonly<Record<Letter, number>>;
  /** `bass`, `treble-8` …; absent where the field names none. */
  readonly clef?: string;
  /** The part of the text that no rule explains; empty in a good field. */
  readonly unexplained: string;
  readonly text: string;
}

const FIFTHS: Readonly<Record<Letter, number>> = { F: -1, C: 0, G: 1, D: 2, A: 3, E: 4, B: 5 };
const SHARP_ORDER: readonly Letter[] = ['F', 'C', 'G', 'D', 'A', 'E', 'B'];
const MODES: readonly (readonly [prefix: string, mode: Mode, fifths: number])[] = [
  ['maj', 'major', 0],
  ['ion', 'ionian', 0],
  ['min', 'minor', -3],
  ['aeo', 'aeolian', -3],
  ['mix', 'mixolydian', -1],
  ['dor', 'dorian', -2],
  ['phr', 'phrygian', -4],
  ['lyd', 'lydian', 1],
  ['loc', 'locrian', -5],
];
/** No key needs more; keeps hostile texts from costing time. */
const LONGEST = 300;
const CLEF =
  /^(treble|alto|tenor|bass|perc|none|soprano|mezzosoprano|baritone|[GCF][1-5]?|P)[1-5]?(?:[-+_^]?(?:8|15))?$/;

const isLetter = (text: string): text is Letter => text.length === 1 && text >= 'A' && text <= 'G';

/** The signature of `fifths` sharps (flats where negative), as semitones by letter. */
export function signature(fifths: number): Record<Letter, number> {
  const accidentals = { A: 0, B: 0, C: 0, D: 0, E: 0, F: 0, G: 0 };
  for (let i = 0; i < Math.abs(fifths); i++) {
    const letter = SHARP_ORDER[fifths > 0 ? i % 7 : 6 - (i % 7)];
    if (letter) accidentals[letter] += Math.sign(fifths);
  }
  return accidentals;
}

/** Sharps (flats where negative) of a key: D major 2, F# minor 3; null where the tonic is none. */
export function fifthsOf(tonic: string, mode: Mode): number | null {
  const letter = tonic.slice(0, 1);
  if (!isLetter(letter)) return null;
  const sharps = tonic.endsWith('#') ? 7 : tonic.endsWith('b') && tonic.length > 1 ? -7 : 0;
  return FIFTHS[letter] + sharps + (MODES.find(([, name]) => name === mode)?.[2] ?? 0);
}

function modeOf(word: string): Mode | null {
  if (word === 'm') return 'minor';
  if (word === 'M') return 'major';
  const lower = word.toLowerCase();
  return lower.length < 3 ? null : (MODES.find(([prefix]) => lower.startsWith(prefix))?.[1] ?? null);
}

/** `^f`, `_B`, `=c`, `^^g`, `_/e`: a letter and its semitones; null where the word is no accidental. */
function explicitAccidental(word: string): readonly [Letter, number] | null {
  const found = /^(\^\^?|__?|=)(\d?\/\d?)?([A-Ga-g])$/.exec(word);
  const letter = found?.[3]?.toUpperCase();
  if (!found?.[1] || !letter || !isLetter(letter)) return null;
  const sign = found[1].startsWith('^') ? 1 : found[1].startsWith('_') ? -1 : 0;
  const [above, below] = (found[2] ?? '').split('/');
  const size = found[2]
    ? Number(above === '' ? 1 : above) / Number(below === '' ? 2 : below)
    : found[1].length;
  return Number.isFinite(size) ? [letter, sign * size] : null;
}

interface Tonic {
  readonly kind: Key['kind'];
  readonly tonic: string;
  readonly mode: Mode;
  readonly rest: string;
}

/** Takes tonic and mode off the front: `F# mixolydian clef=bass`, `Amin`, `HP`, `none`. */
function takeTonic(text: string): Tonic {
  const nothing: Tonic = { kind: 'none', tonic: '', mode: 'major', rest: text };
  const pipes = /^H[Pp](?=\s|$)/.exec(text);
  if (pipes) return { ...nothing, kind: 'pipes', tonic: text.slice(0, 2), rest: text.slice(2) };
  const none = /^none(?=\s|$)/i.exec(text);
  if (none) return { ...nothing, rest: text.slice(4) };
  const found = /^([A-G][#b]?)(?=$|[^1-5#b])/.exec(text);
  if (!found?.[1]) return nothing;
  const after = text.slice(found[1].length);
  const word = /^\s*([A-Za-z]+)/.exec(after);
  const mode = word?.[1] ? modeOf(word[1]) : null;
  if (mode && word) return { kind: 'key', tonic: found[1], mode, rest: after.slice(word[0].length) };
  // Any other word must stand apart: `Cbass` is no key, `C bass` is C major with a bass clef.
  if (word && !/^\s/.test(after)) return nothing;
  return { kind: 'key', tonic: found[1], mode: 'major', rest: after };
}

const pipeAccidentals = (tonic: string): Record<Letter, number> =>
  tonic === 'Hp' ? signature(2) : signature(0);

/** Reads the value of a K: field; what it does not know lands in `unexplained`. Never throws. */
export function parseKey(value: string): Key {
  const text = value.trim().slice(0, LONGEST);
  const { kind, tonic, mode, rest } = takeTonic(text);
  const words = rest.replace(/(\w)\s?=\s(?=["\w+-])/g, '$1=').match(/\w+="[^"]*"|\S+/g) ?? [];
  let accidentals =
    kind === 'pipes' ? pipeAccidentals(tonic) : signature(kind === 'none' ? 0 : (fifthsOf(tonic, mode) ?? 0));
  let clef: string | undefined;
  const unexplained: string[] = [];
  for (const word of words) {
    const explicit = explicitAccidental(word);
    if (explicit) accidentals[explicit[0]] = explicit[1];
    else if (/^exp$/i.test(word)) accidentals = signature(0);
    else if (/^clef=/.test(word) || CLEF.test(word)) clef = word.replace(/^clef=/, '').replaceAll('"', '');
    else if (!/^\w+=./.test(word)) unexplained.push(word);
  }
  const base = { kind, tonic, mode, accidentals, unexplained: unexplained.join(' '), text };
  return clef === undefined ? base : { ...base, clef };
}
