/** A learning rate that rises linearly and then falls along half a cosine (Loshchilov & Hutter 2017). */
export interface Schedule {
  readonly peakRate: number;
  /** Share of the peak that is left at the end. */
  readonly finalShare: number;
  readonly warmupSteps: number;
}

/**
 * The learning rate of update number `step` (from 0) when `progress` (0…1) of the run has passed. Progress is
 * handed in because a run may be measured in epochs or in minutes.
 */
export function learningRate(schedule: Schedule, step: number, progress: number): number {
  const { peakRate, finalShare, warmupSteps } = schedule;
  const warmth = Math.min(1, (step + 1) / Math.max(1, warmupSteps));
  const passed = Math.min(1, Math.max(0, progress));
  const cosine = (1 + Math.cos(Math.PI * passed)) / 2;
  return peakRate * warmth * (finalShare + (1 - finalShare) * cosine);
}

/** How long a run lasts: a number of passes over the tunes, or minutes of work. */
export type Length =
  | { readonly kind: 'epochs'; readonly epochs: number }
  | { readonly kind: 'minutes'; readonly minutes: number };

/** Where a run stands; kept in checkpoints, so that time spent before an interruption counts. */
export interface Position {
  /** Passes over the tunes completed. */
  readonly epoch: number;
  /** Chunks of the present epoch already trained on. */
  readonly chunk: number;
  /** Updates made so far. */
  readonly step: number;
  /** Seconds of work so far, over all sessions of the run. */
  readonly seconds: number;
}

/** Share of the run that has passed, 0…1, given the number of chunks in the present epoch. */
export function progressOf(length: Length, position: Position, chunks: number): number {
  if (length.kind === 'minutes') return Math.min(1, position.seconds / (60 * length.minutes));
  return Math.min(1, (position.epoch + position.chunk / Math.max(1, chunks)) / length.epochs);
}
