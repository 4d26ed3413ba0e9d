import type { Fraction } from '../fraction.ts';
import type { Meter } from '../meter.ts';

/** A stretch of a tune that has a length in time, or that parts such stretches. */
export type Event = Sound | Divider;

interface Placed {
  readonly start: number;
  readonly end: number;
  /** Id of the voice; empty where none is named. */
  readonly voice: string;
}

/** A note, a rest or a chord with its real length: tuplets and broken rhythm are counted in. */
export interface Sound extends Placed {
  readonly kind: 'note' | 'rest' | 'chord' | 'multimeasure rest';
  /** In whole notes; zero where the text gives none that makes sense. */
  readonly duration: Fraction;
  /** What is in force. */
  readonly meter: Meter;
  readonly unitNoteLength: Fraction;
  /** How many bars a multi-measure rest stands for; 0 for all else. */
  readonly bars: number;
  /** Whether it only carries a mark over the bar line behind it: the invisible rest of `d2 Hx|`. */
  readonly overBar: boolean;
  /** Whether it is the first of a line that does not go on with the one before it. */
  readonly startsLine: boolean;
}

/** What stands between bars, or starts a layer of the same bar (overlay). */
export interface Divider extends Placed {
  readonly kind: 'bar line' | 'variant ending' | 'part' | 'overlay';
  readonly text: string;
}
