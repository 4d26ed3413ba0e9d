import type { Continuation } from '../../worker/protocol.ts';

type Candidate = Extract<Continuation, { kind: 'continued' }>['candidates'][number];

/** One of the continuations that the composer offers. */
export interface Offered {
  /** What would be inserted, lines parted by `\n`. */
  readonly text: string;
  /** The model's probability for a character of it, as a geometric mean: 0 to 1. */
  readonly likelihood: number;
  readonly bars: number;
}

/** The composer's candidates, the likeliest first, whatever their lengths. */
export function offer(candidates: readonly Candidate[]): Offered[] {
  return candidates
    .map(({ text, logProbability, bars }) => ({
      text: text.replaceAll('\r\n', '\n'),
      likelihood: Math.min(1, Math.exp(logProbability / Math.max(1, text.length))),
      bars,
    }))
    .sort((one, other) => other.likelihood - one.likelihood);
}
