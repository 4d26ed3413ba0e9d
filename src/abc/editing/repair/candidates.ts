import type { TextEdit, TextRange } from '../../book.ts';
import {
  add,
  compare,
  divide,
  equals,
  type Fraction,
  fraction,
  multiply,
  subtract,
  ZERO,
} from '../../fraction.ts';
import { formatLength } from '../../length.ts';
import { formatPitch } from '../../pitch.ts';
import type { BarSound } from './bar-sounds.ts';

/** A bar that does not fill its meter. */
export interface WrongBar {
  readonly sounds: readonly BarSound[];
  /** In whole notes: what the bar lacks, negative where it has too much. */
  readonly missing: Fraction;
  readonly unit: Fraction;
  readonly expected: Fraction;
  /** Of the bar line that ends it; null at the end of the text. */
  readonly barLine: { readonly start: number; readonly end: number; readonly text: string } | null;
  /** The tuplet signs in it. */
  readonly tuplets: readonly TextRange[];
}

export type Edits = readonly TextEdit[];

const HALF = fraction(1, 2);
const TWO = fraction(2);
/** Sounds in a row that may be taken out. */
const MOST_REMOVED = 3;

/** Lengths that people write: up to two bits of a numerator, halves and quarters of the unit. */
function isUsual({ numerator, denominator }: Fraction): boolean {
  return (
    numerator > 0 && [1, 2, 4].includes(denominator) && [1, 2, 3, 4, 6, 7, 8, 12, 16].includes(numerator)
  );
}

function withLength({ lengthStart, end }: BarSound, length: Fraction): TextEdit {
  return { start: lengthStart, end, text: formatLength(length) };
}

/** One sound longer or shorter. */
export function relengthened({ sounds, missing, unit }: WrongBar): Edits[] {
  return sounds.flatMap((sound) => {
    const length = add(sound.length, divide(missing, unit));
    return sound.plain && isUsual(length) ? [[withLength(sound, length)]] : [];
  });
}

/** Two neighbours that both were written twice as long, or half as long, as they are. */
function pairs({ sounds, missing }: WrongBar): Edits[] {
  return sounds.flatMap((first, index) => {
    const second = sounds[index + 1];
    if (!second?.plain || !first.plain) return [];
    const both = add(first.duration, second.duration);
    const factor = equals(missing, both) ? TWO : equals(multiply(both, HALF), negated(missing)) ? HALF : null;
    if (!factor) return [];
    return [[first, second].map((sound) => withLength(sound, multiply(sound.length, factor)))].slice(0, 1);
  });
}

const negated = (a: Fraction): Fraction => subtract(ZERO, a);

/** A few sounds in a row left out. */
function removed({ sounds, missing }: WrongBar): Edits[] {
  const surplus = negated(missing);
  return sounds.flatMap((first, index) => {
    let sum = ZERO;
    for (const last of sounds.slice(index, index + MOST_REMOVED)) {
      sum = add(sum, last.duration);
      if (equals(sum, surplus)) return [[{ start: first.from, end: last.to, text: '' }]];
    }
    return [];
  });
}

/** Steps of the staff that a note between two others most likely is on. */
function likelySteps(before: number | null, after: number | null): number[] {
  const near = (step: number | null): number[] =>
    step === null ? [] : [-2, -1, 0, 1, 2].map((by) => step + by);
  return [...new Set([...near(before), ...near(after)])];
}

/** A note or rest more, in any place. */
function added({ sounds, missing, unit }: WrongBar): Edits[] {
  const length = divide(missing, unit);
  if (!isUsual(length)) return [];
  const written = formatLength(length);
  return Array.from({ length: sounds.length + 1 }, (_, place) => {
    const [before, after] = [sounds[place - 1], sounds[place]];
    const at = before?.to ?? after?.from;
    if (at === undefined) return [];
    const notes = likelySteps(before?.step ?? null, after?.step ?? null).map((step) =>
      formatPitch({ step, accidental: null }),
    );
    return [...notes, 'z'].map((pitch) => [{ start: at, end: at, text: pitch + written }]);
  }).flat();
}

/** Three equal notes made a triplet, where that takes off what is too much. */
function triplets({ sounds, missing }: WrongBar): Edits[] {
  const surplus = negated(missing);
  return sounds.flatMap((first, index) => {
    const three = sounds.slice(index, index + 3);
    const fits =
      three.length === 3 && three.every(({ plain, duration }) => plain && equals(duration, surplus));
    return fits ? [[{ start: first.from, end: first.from, text: '(3' }]] : [];
  });
}

/** A bar line where the bar is full. */
export function parted({ sounds, expected }: WrongBar): Edits[] {
  let sum = ZERO;
  for (const sound of sounds) {
    sum = add(sum, sound.duration);
    const spaced = equals(sum, expected);
    if (spaced && sound !== sounds.at(-1)) return [[{ start: sound.to, end: sound.to, text: '|' }]];
  }
  return [];
}

/** The bar line behind a bar that is too short left out, so that it and the next one make one bar. */
export function joined({ barLine }: WrongBar): Edits[] {
  return barLine?.text === '|' ? [[{ start: barLine.start, end: barLine.end, text: ' ' }]] : [];
}

/** A tuplet sign taken away, where its notes then fill the bar. */
function withoutTuplets({ tuplets }: WrongBar): Edits[] {
  return tuplets.map(({ start, end }) => [{ start, end, text: '' }]);
}

/** Small edits that may make the bar fill its meter; some are tried in vain. */
export function candidateEdits(bar: WrongBar): Edits[] {
  const long = compare(bar.missing, ZERO) < 0;
  const own = long ? [removed, triplets, parted] : [added, joined];
  return [relengthened, pairs, withoutTuplets, ...own].flatMap((rule) => rule(bar));
}
