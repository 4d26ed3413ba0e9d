import { fifthsOf, type Key } from '../key.ts';
import { letterOf, naturalSemitones } from '../pitch.ts';

/** How far to transpose: up where positive. A major second is 1 step and 2 semitones, a minor one 1 and 1. */
export interface Interval {
  readonly steps: number;
  readonly semitones: number;
}

const LETTERS = 'CDEFGAB';

/** Semitones of the accidental of a tonic or chord root: `F#` 1, `Bb` −1, `C##` 2. */
function sharpness(name: string): number {
  const signs = name.slice(1);
  return signs.startsWith('#') ? signs.length : signs.startsWith('b') ? -signs.length : 0;
}

/** `Bb` a major third up is `D`. Where that needs double sharps or flats, its simpler twin: `E#` up a tone is `G`. */
export function transposeName(name: string, { steps, semitones }: Interval): string {
  const from = LETTERS.indexOf(name.slice(0, 1));
  const target = naturalSemitones(from) + sharpness(name) + semitones;
  for (const step of [from + steps, from + steps + 1, from + steps - 1]) {
    const accidental = target - naturalSemitones(step);
    if (Math.abs(accidental) <= 1) return letterOf(step) + (accidental > 0 ? '#' : accidental < 0 ? 'b' : '');
  }
  return name;
}

/** The interval of so many semitones that takes a key to the simplest signature, as few sharps or flats as can be. */
export function intervalOf(semitones: number, key: Key): Interval {
  const octaves = Math.floor(semitones / 12);
  const within = semitones - 12 * octaves;
  let best: Interval = { steps: 0, semitones };
  let fewest = Infinity;
  for (let steps = 0; steps <= 7; steps++) {
    if (Math.abs(naturalSemitones(steps) - within) > 1) continue;
    const interval = { steps: steps + 7 * octaves, semitones };
    const after = Math.abs((fifthsOf(key.tonic, key.mode) ?? 0) + fifthsOfInterval(interval));
    if (after < fewest) {
      best = interval;
      fewest = after;
    }
  }
  return best;
}

/** By how many sharps an interval changes a signature: a fifth up by 1, a minor third up by −3. */
export function fifthsOfInterval({ steps, semitones }: Interval): number {
  return 7 * semitones - 12 * steps;
}

/** The interval from one tonic to another, the nearer way; up where both are as near. */
export function intervalBetween(from: string, to: string): Interval {
  const start = LETTERS.indexOf(from.slice(0, 1));
  const end = LETTERS.indexOf(to.slice(0, 1));
  const steps = (end - start + 7) % 7;
  const semitones =
    naturalSemitones(start + steps) - naturalSemitones(start) + sharpness(to) - sharpness(from);
  return semitones > 6 ? { steps: steps - 7, semitones: semitones - 12 } : { steps, semitones };
}
