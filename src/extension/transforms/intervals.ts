import type { Tune } from '../../abc/book.ts';
import { contextAt } from '../../abc/context.ts';
import { intervalBetween, intervalOf } from '../../abc/editing/interval.ts';
import type { Rewritten } from '../../abc/editing/lengths.ts';
import { type Transposed, transposeTune } from '../../abc/editing/transpose.ts';
import { fifthsOf, type Key } from '../../abc/key.ts';
import { signatureText } from '../../abc/reference/keys.ts';

/** Intervals by semitones. */
const NAMES = [
  'minor second',
  'major second',
  'minor third',
  'major third',
  'fourth',
  'tritone',
  'fifth',
  'minor sixth',
  'major sixth',
  'minor seventh',
  'major seventh',
  'octave',
];

export interface IntervalChoice {
  readonly label: string;
  /** Up where positive. */
  readonly semitones: number;
}

/** Intervals up and down to the octave, the smaller ones first. */
export const INTERVALS: readonly IntervalChoice[] = NAMES.flatMap((name, index) => [
  { label: `Up a${name.startsWith('o') ? 'n' : ''} ${name}`, semitones: index + 1 },
  { label: `Down a${name.startsWith('o') ? 'n' : ''} ${name}`, semitones: -index - 1 },
]);

/** The key that a tune starts in. */
export function keyOf(tuneText: string): Key {
  const key = /^K:[^\r\n]*/m.exec(tuneText);
  return contextAt(tuneText, key === null ? tuneText.length : key.index + key[0].length).key;
}

const TONICS = 'C G D A E B F# C# F Bb Eb Ab Db Gb Cb G# D# A#'.split(' ');

/** Tonics that a mode has a signature of at most seven sharps or flats on, the simplest first. */
export function tonicsFor({ tonic, mode }: Key): { label: string; description: string }[] {
  return TONICS.filter((label) => label !== tonic)
    .map((label) => ({ label, fifths: fifthsOf(label, mode) ?? 0 }))
    .filter(({ fifths }) => Math.abs(fifths) <= 7)
    .sort((a, b) => Math.abs(a.fifths) - Math.abs(b.fifths))
    .map(({ label, fifths }) => ({ label, description: `${mode}, ${signatureText(fifths)}` }));
}

function rewritten(transposed: Transposed): Rewritten {
  return transposed.kind === 'refused' ? transposed : { kind: 'rewritten', text: transposed.text };
}

/** Moves a tune by semitones, to the simplest signature that is so far away. */
export function transposedBy({ text }: Tune, semitones: number): Rewritten {
  return rewritten(transposeTune(text, intervalOf(semitones, keyOf(text))));
}

/** Moves a tune to another tonic, the nearer way; its mode stays. */
export function transposedTo({ text }: Tune, tonic: string): Rewritten {
  const key = keyOf(text);
  // Without a tonic there is a reason, whatever the interval.
  const interval = key.tonic === '' ? { steps: 1, semitones: 2 } : intervalBetween(key.tonic, tonic);
  return rewritten(transposeTune(text, interval));
}
