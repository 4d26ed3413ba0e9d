import type { TrainingProgress } from '../../worker/protocol.ts';

/** A way to train, as it is offered. */
export interface RunLength {
  readonly label: string;
  readonly minutes: number;
  readonly detail: string;
}

/** Fewer tunes than this teach little of their own. */
const FEW = 20;

/** How long a run may last, from the minutes of a normal one. */
export function runLengths(minutes: number): RunLength[] {
  return [
    { label: 'Quick', minutes: minutes / 5, detail: 'a first impression' },
    { label: 'Normal', minutes, detail: 'a model to keep' },
    { label: 'Thorough', minutes: 3 * minutes, detail: 'for many hundreds of tunes' },
  ];
}

/** `312 tunes from 14 files` */
export function describeCorpus(tunes: number, files: number): string {
  const count = (number: number, one: string): string =>
    `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`;
  return `${count(tunes, 'tune')} from ${count(files, 'file')}`;
}

/** What to say before training on very few tunes; undefined where there are enough. */
export function adviceFor(tunes: number): string | undefined {
  if (tunes >= FEW) return undefined;
  return `${tunes} ${tunes === 1 ? 'tune is' : 'tunes are'} few: start from the bundled model, or expect to hear these very tunes again.`;
}

/** `41 %, 12,300 characters/s, 1.92 bits per character, 3 min left` */
export function describeProgress(progress: TrainingProgress): string {
  const { charactersPerSecond, bitsPerCharacter, secondsLeft } = progress;
  const validation = progress.validationBitsPerCharacter;
  return [
    `${Math.floor(100 * shareOf(progress))} %`,
    `${Math.round(charactersPerSecond).toLocaleString('en')} characters/s`,
    `${(validation ?? bitsPerCharacter).toFixed(2)} bits per character${validation === null ? '' : ' on unseen tunes'}`,
    ...(secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]),
  ].join(', ');
}

/** Share of the run that is done, 0 to 1. */
export function shareOf({ step, steps }: TrainingProgress): number {
  return Math.min(1, step / Math.max(1, steps));
}

/** `40 s`, `3 min`, `1 h 20 min` */
export function formatDuration(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
