import { formatFraction } from '../fraction.ts';
import { fifthsOf, type Key, LETTERS, type Mode, parseKey, signature } from '../key.ts';
import { readMeter } from '../meter.ts';

/** How a mode is written behind the tonic in canonical text. */
const MODE_SUFFIX: Readonly<Record<Mode, string>> = {
  major: '',
  ionian: '',
  minor: 'm',
  aeolian: 'm',
  dorian: 'dor',
  phrygian: 'phr',
  lydian: 'lyd',
  mixolydian: 'mix',
  locrian: 'loc',
};

/** A rhythm beyond this is a remark rather than a kind of dance. */
const LONGEST_RHYTHM = 30;

/** The value of R: in lower case, Latin letters and single blanks only; null where nothing is left. */
export function canonicalRhythm(value: string): string | null {
  const plain = value
    .normalize('NFD')
    .toLowerCase()
    .replace(/['’\u0300-\u036f]/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return plain === '' || plain.length > LONGEST_RHYTHM ? null : plain;
}

/** The value of M: as `n/m`: `C` is 4/4, `C|` 2/2, `(2+3)/8` 5/8; `none` where it says no meter. */
export function canonicalMeter(value: string): string {
  const text = value.trim();
  const meter = readMeter(text);
  if (meter?.kind !== 'measured') return 'none';
  const found = /^\(?\s*(\d+(?:\s*\+\s*\d+)*)\s*\)?\s*\/\s*(\d+)(?!\s*\+)/.exec(text);
  if (found?.[1] !== undefined && found[2] !== undefined) {
    const count = found[1].split('+').reduce((sum, part) => sum + Number(part), 0);
    return `${count}/${Number(found[2])}`;
  }
  if (text.startsWith('C')) return text.startsWith('C|') ? '2/2' : '4/4';
  const { numerator, denominator } = meter.length;
  return denominator === 1 ? `${numerator}/1` : formatFraction(meter.length);
}

/**
 * The value of K: as tonic and short mode (`G`, `Am`, `F#dor`) with explicit accidentals behind (`D =c`), `HP`,
 * `Hp` or `none`. Null where it names no key, as in `K:clef=bass`.
 */
export function canonicalKey(value: string): string | null {
  const key = parseKey(value);
  if (key.kind === 'pipes') return key.tonic;
  if (key.kind === 'none') return /^none/i.test(key.text) ? 'none' : null;
  return key.tonic + MODE_SUFFIX[key.mode] + explicitAccidentals(key);
}

function explicitAccidentals(key: Key): string {
  const usual = signature(fifthsOf(key.tonic, key.mode) ?? 0);
  return LETTERS.filter((letter) => key.accidentals[letter] !== usual[letter])
    .map((letter) => ` ${signOf(key.accidentals[letter])}${letter.toLowerCase()}`)
    .join('');
}

/** Quarter tones are written as the semitone beyond. */
function signOf(semitones: number): string {
  const size = Math.min(2, Math.ceil(Math.abs(semitones)));
  return size === 0 ? '=' : (semitones > 0 ? '^' : '_').repeat(size);
}
