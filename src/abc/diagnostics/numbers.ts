import { type Diagnostic, error, inserting, replacing, warning } from './diagnostic.ts';

/** What a tune says of its number: 'none' has no X:, 'bad' one whose value is no number. */
export type TuneNumber = number | 'none' | 'bad';

/** A tune whose number is doubtful, by its index among those handed in. */
export interface DoubtfulNumber {
  readonly index: number;
  readonly number: number | 'none';
  /** A number that no tune has. */
  readonly free: number;
}

const NUMBER = /^X:[ \t]*(\d{1,9})(?!\d)/;

export function numberOf(tuneText: string): TuneNumber {
  if (!tuneText.startsWith('X:')) return 'none';
  const found = NUMBER.exec(tuneText)?.[1];
  return found === undefined ? 'bad' : Number(found);
}

/** Tunes without a number, and those with one that an earlier tune has; null stands for what is no tune. */
export function doubtfulNumbers(numbers: readonly (TuneNumber | null)[]): DoubtfulNumber[] {
  const seen = new Set<number>();
  const doubtful: { index: number; number: number | 'none' }[] = [];
  let highest = 0;
  numbers.forEach((number, index) => {
    if (number === null || number === 'bad') return;
    if (number === 'none' || seen.has(number)) doubtful.push({ index, number });
    else {
      seen.add(number);
      highest = Math.max(highest, number);
    }
  });
  return doubtful.map((one, index) => ({ ...one, free: highest + 1 + index }));
}

function missing(tuneText: string, free: number): Diagnostic {
  const range = { start: 0, end: Math.max(1, tuneText.search(/[\r\n]|$/)) };
  const fix = inserting(`Add X:${free}`, 0, `X:${free}\n`);
  return error('number-missing', range, 'This tune has no X: field; its number must come first.', fix);
}

function duplicate(tuneText: string, number: number, free: number): Diagnostic {
  const range = { start: 0, end: NUMBER.exec(tuneText)?.[0].length ?? 2 };
  const fix = replacing(`Renumber to X:${free}`, range, `X:${free}`);
  return warning(
    'number-duplicate',
    range,
    `An earlier tune of this file has the number ${number} too.`,
    fix,
  );
}

/** What to say of a doubtful number, within the text of its tune. */
export function numberDiagnostic(tuneText: string, { number, free }: DoubtfulNumber): Diagnostic {
  return number === 'none' ? missing(tuneText, free) : duplicate(tuneText, number, free);
}
