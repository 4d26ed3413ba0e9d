import { readBook, tunesOf } from '../../abc/book.ts';
import { lineStarts, positionAt } from '../../abc/lines.ts';
import { headingOf } from '../heading.ts';

/** A tune of a file of the workspace. */
export interface IndexedTune {
  /** `12. The Kesh` */
  readonly name: string;
  readonly detail: string;
  /** 0-based line that it starts on. */
  readonly line: number;
}

/** The tunes of a file's text. */
export function tunesOfText(text: string): IndexedTune[] {
  const lines = lineStarts(text);
  return tunesOf(readBook(text)).map((tune) => {
    const { name, detail } = headingOf(tune.text);
    return { name, detail, line: positionAt(lines, tune.start).line };
  });
}

/** Whether the letters of a query stand in a name in this order, as the editor's own filter asks; case is nothing. */
export function matches(name: string, query: string): boolean {
  const [wanted, within] = [query.toLowerCase().replaceAll(/\s/g, ''), name.toLowerCase()];
  let at = -1;
  for (const character of wanted) {
    at = within.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}
