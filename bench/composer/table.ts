import type { Outcome, Setting } from './continuations.ts';
import { countBars } from './judges.ts';

const WIDTHS = [22, 7, 8, 11, 14, 12, 14, 11, 8];

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell, column) => cell.padStart(WIDTHS[column] ?? 0)).join(''));
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

/** The heading of the table whose rows `printOutcome` prints. */
export function printHeading(): void {
  printRow(['', 'texts', 'bars', 'bars that', 'texts without', 'no new', 'no new', 'bars with', 'char/s']);
  printRow(['', '', '', 'fill', 'a wrong bar', 'abcjs warn.', 'abc2midi err.', 'a rest', '']);
}

/** One setting's row: shares of bars and texts that are right, characters a second with the reading of prompts. */
export function printOutcome({ name, constrained }: Setting, outcome: Outcome): void {
  const { continuations, bars } = outcome;
  printRow([
    `${constrained ? 'constrained' : 'plain'}, ${name}`,
    String(continuations),
    String(bars),
    percent(bars - outcome.wrongBars, bars),
    percent(continuations - outcome.wrongTexts, continuations),
    percent(continuations - outcome.abcjs, continuations),
    percent(continuations - outcome.abc2midi, continuations),
    percent(outcome.barsWithRest, bars),
    String(Math.round((1000 * outcome.characters) / outcome.millis)),
  ]);
}

/** How right people's own bars are, and how many have rests. */
export function printHumans(tunes: readonly string[]): void {
  const counts = tunes.map((tune) => countBars(tune, 0));
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const bars = sum(counts.map((count) => count.bars));
  const wrong = counts.map((count) => count.wrong.length);
  printRow([
    'people, whole tunes',
    String(tunes.length),
    String(bars),
    percent(bars - sum(wrong), bars),
    percent(wrong.filter((count) => count === 0).length, tunes.length),
    '',
    '',
    percent(sum(counts.map(({ withRest }) => withRest)), bars),
  ]);
}

/** What the constrained composer got wrong, the first few. */
export function printExamples(examples: readonly string[], most: number): void {
  for (const example of examples.slice(0, most)) console.log(`--- ${example}`);
}
