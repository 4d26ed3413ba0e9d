import { bodyStart } from '../abc/canonical/tune.ts';
import { naturalSemitones } from '../abc/pitch.ts';
import { nextInteger, type Random } from '../model/random.ts';

/**
 * Transposition of canonical tunes. An interval moves every letter by the same number of steps and every pitch by
 * the same number of semitones, so the signature moves with the key and only written accidentals have to be spelt
 * anew; how far an accidental reaches in its bar does not matter.
 */
export interface Interval {
  /** Letters upwards; negative is downwards. */
  readonly steps: number;
  readonly semitones: number;
}

const LETTERS = 'CDEFGAB';
/** Sharps of the major key on each natural letter. */
const FIFTHS = [0, 2, 4, -1, 1, 3, 5];
const MODE_FIFTHS: Readonly<Record<string, number>> = {
  '': 0,
  lyd: 1,
  mix: -1,
  dor: -2,
  m: -3,
  phr: -4,
  loc: -5,
};

/** Keys that players use: signatures from two flats to three sharps, whatever the mode. */
const FEWEST_SHARPS = -2;
const MOST_SHARPS = 3;
/** Lowest and highest pitch (MIDI numbers) that a tune is moved to: g below middle C, and d three lines above. */
const LOWEST = 55;
const HIGHEST = 86;
/** Signatures beyond this do not occur in any key without double accidentals. */
const MOST_ACCIDENTALS = 7;

/** Pieces of canonical text that transposition changes; all other text stays as it is. */
const PIECE =
  /"([^"]*)"|^K:([^\n]*)|\[K:([^\]]*)\]|\[M:[^\]]*\]|^[RM]:[^\n]*|(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)/gm;
const CHORD = /^([A-G])([#b]?)([^/]*)(?:\/([A-G])([#b]?))?$/;
const KEY = /^([A-G])([#b]?)(m|dor|mix|lyd|phr|loc|)((?: (?:\^\^|\^|__|_|=)[a-g])*)$/;
const ALTERATION: Readonly<Record<string, number>> = {
  '^^': 2,
  '^': 1,
  '=': 0,
  _: -1,
  __: -2,
  '#': 1,
  b: -1,
  '': 0,
};

/** Sharps in the signature of a canonical K: value (flats negative); null for none, pipes and explicit ones. */
export function sharpsOf(key: string): number | null {
  const [, letter, sign, mode, rest] = KEY.exec(key) ?? [];
  if (letter === undefined || rest !== '') return null;
  return (
    (FIFTHS[LETTERS.indexOf(letter)] ?? 0) +
    7 * (ALTERATION[sign ?? ''] ?? 0) +
    (MODE_FIFTHS[mode ?? ''] ?? 0)
  );
}

/**
 * A canonical tune moved by an interval: every pitch by exactly `semitones`; mode and lengths stay. Null where it
 * cannot be written without triple accidentals, has no key to move, or would need a key of more than 7 accidentals.
 */
export function transposed(tune: string, interval: Interval): string | null {
  if (interval.semitones === 0 && interval.steps === 0) return tune;
  const failures: string[] = [];
  const orFail = (text: string | null, from: string): string => text ?? String(failures.push(from));
  const moved = tune.replace(PIECE, (...found: (string | undefined)[]) => {
    const [all = '', chord, field, inline, accidental, letter, octave] = found;
    if (chord !== undefined) return `"${orFail(moveChord(chord, interval), chord)}"`;
    if (field !== undefined) return `K:${orFail(moveKey(field, interval), field)}`;
    if (inline !== undefined) return `[K:${orFail(moveKey(inline, interval), inline)}]`;
    if (letter === undefined) return all;
    return orFail(moveNote(accidental, letter, octave ?? '', interval), all);
  });
  return failures.length === 0 ? moved : null;
}

/** Semitones that `steps` letters up from a natural letter leave to an accidental, for the interval to be exact. */
function offset(letter: number, { steps, semitones }: Interval): number {
  return semitones - (naturalSemitones(letter + steps) - naturalSemitones(letter));
}

function moveNote(
  accidental: string | undefined,
  letter: string,
  octave: string,
  interval: Interval,
): string | null {
  const number = LETTERS.indexOf(letter.toUpperCase());
  const target = number + 7 * octavesOf(letter, octave) + interval.steps;
  const sign =
    accidental === undefined ? '' : accidentalOf((ALTERATION[accidental] ?? 0) + offset(number, interval));
  return sign === null ? null : sign + writeLetter(target);
}

/** Octaves of a written note above that of C: `c'` is 2 up, `C,` is 1 down. */
function octavesOf(letter: string, octave: string): number {
  const marks = octave.split("'").length - octave.split(',').length;
  return marks + (letter >= 'a' ? 1 : 0);
}

/** A letter with its octave: 0 is C, 7 is c, 14 is c', −7 is C,. */
function writeLetter(target: number): string {
  const octave = Math.floor(target / 7);
  const letter = LETTERS.charAt(target - 7 * octave);
  return octave >= 1 ? letter.toLowerCase() + "'".repeat(octave - 1) : letter + ','.repeat(-octave);
}

function accidentalOf(alteration: number): string | null {
  return ['__', '_', '=', '^', '^^'][alteration + 2] ?? null;
}

/** A root such as `F#` moved; null where it would need a double accidental. */
function moveRoot(letter: string, sign: string, interval: Interval): string | null {
  const number = LETTERS.indexOf(letter);
  const suffix = ['b', '', '#'][(ALTERATION[sign] ?? 0) + offset(number, interval) + 1];
  return suffix === undefined ? null : LETTERS.charAt((((number + interval.steps) % 7) + 7) % 7) + suffix;
}

function moveChord(chord: string, interval: Interval): string | null {
  const [, letter, sign = '', quality = '', bass, bassSign = ''] = CHORD.exec(chord) ?? [];
  if (letter === undefined) return null;
  const root = moveRoot(letter, sign, interval);
  const low = bass === undefined ? '' : moveRoot(bass, bassSign, interval);
  return root === null || low === null ? null : root + quality + (low === '' ? '' : `/${low}`);
}

function moveKey(key: string, interval: Interval): string | null {
  const [, letter, sign = '', mode = '', explicit = ''] = KEY.exec(key) ?? [];
  if (letter === undefined) return null;
  const root = moveRoot(letter, sign, interval);
  const moved = explicit.replace(/(\^\^|\^|__|_|=)([a-g])/g, (_, accidental: string, note: string) => {
    const number = LETTERS.indexOf(note.toUpperCase());
    const written = accidentalOf((ALTERATION[accidental] ?? 0) + offset(number, interval));
    return (written ?? '?') + LETTERS.charAt((((number + interval.steps) % 7) + 7) % 7).toLowerCase();
  });
  if (root === null || moved.includes('?')) return null;
  const sharps = sharpsOf(root + mode);
  return sharps !== null && Math.abs(sharps) <= MOST_ACCIDENTALS ? root + mode + moved : null;
}

/** Lowest and highest written pitch as MIDI numbers, accidentals left aside; null without a note. */
function rangeOf(tune: string): readonly [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  const music = tune.slice(bodyStart(tune)).replace(/"[^"]*"|\[[KM]:[^\]]*\]/g, '');
  for (const [, letter = '', octave = ''] of music.matchAll(/([A-Ga-g])([,']*)/g)) {
    const pitch =
      60 + naturalSemitones(LETTERS.indexOf(letter.toUpperCase()) + 7 * octavesOf(letter, octave));
    low = Math.min(low, pitch);
    high = Math.max(high, pitch);
  }
  return low <= high ? [low, high] : null;
}

/**
 * The intervals by which a canonical tune can be moved to another common key, nearest octave first tried, within
 * the range that melody instruments play (or the tune's own, where it goes beyond).
 */
export function commonIntervals(tune: string): Interval[] {
  const key = /^K:([^\n]*)/m.exec(tune)?.[1] ?? '';
  const sharps = sharpsOf(key);
  const range = rangeOf(tune);
  if (sharps === null || range === null) return [];
  const lowest = Math.min(range[0], LOWEST) - range[0];
  const highest = Math.max(range[1], HIGHEST) - range[1];
  const intervals: Interval[] = [];
  for (let target = FEWEST_SHARPS; target <= MOST_SHARPS; target++) {
    if (target === sharps) continue;
    const octaves = Math.round((7 * (target - sharps)) / 12);
    const best = [0, 1, -1]
      .map((more) => intervalOf(target - sharps, octaves + more))
      .filter(({ semitones }) => semitones >= lowest && semitones <= highest)
      .sort((a, b) => Math.abs(a.semitones) - Math.abs(b.semitones))[0];
    if (best) intervals.push(best);
  }
  return intervals;
}

/** `fifths` fifths up and `octaves` octaves down again. */
function intervalOf(fifths: number, octaves: number): Interval {
  return { steps: 4 * fifths - 7 * octaves, semitones: 7 * fifths - 12 * octaves };
}

/** The tune in each other common key that it can be written in. */
export function transpositionsOf(tune: string): string[] {
  return commonIntervals(tune)
    .map((interval) => transposed(tune, interval))
    .filter((moved) => moved !== null);
}

/** The tune in a common key other than its own, drawn at random; the tune itself where there is none. */
export function transposedAtRandom(tune: string, random: Random): string {
  const intervals = commonIntervals(tune);
  const draw = nextInteger(random, Math.max(1, intervals.length));
  const interval = intervals[draw];
  return interval === undefined ? tune : (transposed(tune, interval) ?? tune);
}
