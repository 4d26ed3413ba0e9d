import type { TextRange } from './book.ts';

/** The name of a file that a text reads in, and where it stands. */
export interface FileLink extends TextRange {
  readonly file: string;
}

/** `%%abc-include more.abh` and `I:abc-include more.abh` (ABC 2.1 §11.1), each on a line of its own. */
const INCLUDE = /^(?:%%[ \t]*|I:[ \t]*)abc-include[ \t]+([^\r\n%]+)/gm;

/** No path is longer. */
const LONGEST = 1000;

/** The files that a text includes. */
export function includesOf(text: string): FileLink[] {
  return [...text.matchAll(INCLUDE)].flatMap((match) => {
    const file = (match[1] ?? '').trimEnd();
    const start = match.index + match[0].length - (match[1] ?? '').length;
    return file === '' || file.length > LONGEST || file.includes('\0')
      ? []
      : { file, start, end: start + file.length };
  });
}
