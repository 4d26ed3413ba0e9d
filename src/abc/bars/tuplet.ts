import { fraction, type Fraction } from '../fraction.ts';
import type { Meter } from '../meter.ts';

/** `(p:q:r`: p notes in the time of q, for the next r notes (ABC 2.1 §4.13). */
export interface Tuplet {
  readonly p: number;
  readonly q: number;
  readonly r: number;
}

const USUAL: Readonly<Record<number, number>> = { 2: 3, 3: 2, 4: 3, 6: 2, 8: 3 };

/** Reads `(3`, `(3:2`, `(3:2:4`, `(3::4`; null where it stands for no notes. */
export function parseTuplet(text: string, meter: Meter): Tuplet | null {
  const [first = '', second = '', third = ''] = text.slice(1).split(':');
  const p = Number(first);
  const unusual = meter.kind === 'measured' && meter.compound ? 3 : 2;
  const q = second === '' ? (USUAL[p] ?? unusual) : Number(second);
  const r = third === '' ? p : Number(third);
  return p > 0 && q > 0 && r > 0 && Math.max(p, q, r) < 1000 ? { p, q, r } : null;
}

/** What each note of the tuplet is multiplied by. */
export function tupletRatio({ p, q }: Tuplet): Fraction {
  return fraction(q, p);
}

/** Factors of the notes before and after a broken rhythm mark: `>` 3/2 and 1/2, `<<` 1/4 and 7/4 (§4.4). */
export function brokenRhythm(mark: string): readonly [before: Fraction, after: Fraction] {
  const parts = 2 ** Math.min(mark.length, 10);
  const short = fraction(1, parts);
  const long = fraction(2 * parts - 1, parts);
  return mark.startsWith('>') ? [long, short] : [short, long];
}
