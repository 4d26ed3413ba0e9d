import { fifthsOf, type Mode } from '../key.ts';

/** A key as a K: field writes it. */
export interface KeyName {
  /** `Edor` */
  readonly text: string;
  /** `E Dorian, 2 sharps` */
  readonly detail: string;
}

const TONICS = 'C G D A E B F# C# F Bb Eb Ab Db Gb Cb G# D# A#'.split(' ');

/** Modes as they are written behind a tonic, the usual ones first. */
export const MODES: readonly (readonly [suffix: string, mode: Mode, name: string])[] = [
  ['', 'major', 'major'],
  ['m', 'minor', 'minor'],
  ['dor', 'dorian', 'Dorian'],
  ['mix', 'mixolydian', 'Mixolydian'],
  ['phr', 'phrygian', 'Phrygian'],
  ['lyd', 'lydian', 'Lydian'],
  ['loc', 'locrian', 'Locrian'],
];

/** `2 sharps`, `1 flat`, `no sharps or flats`. */
export function signatureText(fifths: number): string {
  const count = Math.abs(fifths);
  if (count === 0) return 'no sharps or flats';
  return `${count} ${fifths > 0 ? 'sharp' : 'flat'}${count === 1 ? '' : 's'}`;
}

/** Keys of one mode that have a signature, those of few sharps or flats first. */
function keysOf([suffix, mode, name]: (typeof MODES)[number]): KeyName[] {
  return TONICS.map((tonic) => ({ tonic, fifths: fifthsOf(tonic, mode) ?? 0 }))
    .filter(({ fifths }) => Math.abs(fifths) <= 7)
    .sort((a, b) => Math.abs(a.fifths) - Math.abs(b.fifths))
    .map(({ tonic, fifths }) => ({
      text: tonic + suffix,
      detail: `${tonic.replace('#', '♯').replace(/b$/, '♭')} ${name}, ${signatureText(fifths)}`,
    }));
}

/** Every key with a signature of at most seven sharps or flats, then the pipes' two and none. */
export const KEY_NAMES: readonly KeyName[] = [
  ...MODES.flatMap(keysOf),
  { text: 'HP', detail: 'Highland bagpipe, no signature written' },
  { text: 'Hp', detail: 'Highland bagpipe, F♯, C♯ and G♮ written' },
  { text: 'none', detail: 'no key' },
];

/** Clefs as `clef=` names them. */
export const CLEFS: readonly string[] = ['treble', 'bass', 'alto', 'tenor', 'treble-8', 'treble+8', 'perc'];
