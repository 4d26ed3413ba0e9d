import { type Book, type Tune, tunesOf } from '../book.ts';
import { type Diagnostic, error, inserting, replacing, warning } from './diagnostic.ts';

const NUMBER = /^X:[ \t]*(\d{1,9})/;

function numberOf({ text }: Tune): number | null {
  const found = NUMBER.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function missing(tune: Tune, free: number): Diagnostic {
  const range = { start: tune.start, end: tune.start + Math.max(1, tune.text.search(/[\r\n]|$/)) };
  const fix = inserting(`Add X:${free}`, tune.start, `X:${free}\n`);
  return error('number-missing', range, 'This tune has no X: field; its number must come first.', fix);
}

function duplicate(tune: Tune, number: number, free: number): Diagnostic {
  const head = NUMBER.exec(tune.text)?.[0] ?? 'X:';
  const range = { start: tune.start, end: tune.start + head.length };
  const fix = replacing(`Renumber to X:${free}`, range, `X:${free}`);
  return warning('number-duplicate', range, `Another tune of this file has the number ${number} too.`, fix);
}

/** Tunes without a number, and numbers that an earlier tune has. */
export function numberDiagnostics(book: Book): Diagnostic[] {
  const seen = new Set<number>();
  const doubtful: { tune: Tune; number: number | null }[] = [];
  let highest = 0;
  for (const tune of tunesOf(book)) {
    const number = numberOf(tune);
    if (number !== null) highest = Math.max(highest, number);
    const known = number !== null && !seen.has(number);
    if (known) seen.add(number);
    else if (number !== null || !tune.text.startsWith('X:')) doubtful.push({ tune, number });
  }
  return doubtful.map(({ tune, number }, index) => {
    const free = highest + 1 + index;
    return number === null ? missing(tune, free) : duplicate(tune, number, free);
  });
}
