import { readBook, type Tune, tunesOf } from '../../abc/book.ts';
import { lineStarts, positionAt } from '../../abc/lines.ts';
import { headingOf, titlesOf } from '../heading.ts';

/** A tune of a file of the workspace. */
export interface IndexedTune {
  /** One for each title, `12. The Kesh`, so that a tune is found by any of them. */
  readonly names: readonly string[];
  /** `jig · 6/8 · G` */
  readonly detail: string;
  /** 0-based line that it starts on. */
  readonly line: number;
}

/** A tune as it is found by its titles, given the line that it starts on. */
export function indexed(tuneText: string, line: number): IndexedTune {
  const { number, name, detail } = headingOf(tuneText);
  const titles = titlesOf(tuneText);
  const names = titles.map((title) => (number === '' ? title : `${number}. ${title}`));
  return { names: names.length > 0 ? names : [name], detail, line };
}

/** The tunes of a text, each with the line that it starts on. */
export function tunesWithLines(text: string): { readonly tune: Tune; readonly line: number }[] {
  const lines = lineStarts(text);
  return tunesOf(readBook(text)).map((tune) => ({ tune, line: positionAt(lines, tune.start).line }));
}

/** Whether letters stand in a text in this order. */
function inOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** What is looked for: all of it in a name, or its first word in the name and the others in the detail. */
export interface Query {
  readonly whole: string;
  readonly letters: string;
  readonly first: string;
  readonly others: readonly string[];
}

/** Reads what was typed; case is nothing. */
export function parseQuery(typed: string): Query {
  const whole = typed.toLowerCase().trim();
  const [first = '', ...others] = whole.split(/\s+/);
  return { whole, letters: whole.replaceAll(/\s/g, ''), first, others };
}

/**
 * How well a query finds a tune by one of its names: as it is written, by its letters in order as the editor's own
 * filter asks, or not at all.
 */
export function fit(query: Query, name: string, detail: string): 'as written' | 'by letters' | null {
  const within = name.toLowerCase();
  if (within.includes(query.whole)) return 'as written';
  if (inOrder(within, query.letters)) return 'by letters';
  const described = detail.toLowerCase();
  const byWords = inOrder(within, query.first) && query.others.every((word) => inOrder(described, word));
  return byWords && query.others.length > 0 ? 'by letters' : null;
}
