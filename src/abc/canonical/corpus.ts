import { fileHeaderOf, readBook, tunesOf } from '../book.ts';
import { canonicalTune } from './tune.ts';

/** A tune to learn from. */
export interface CorpusTune {
  /** Its record as the file has it. */
  readonly tune: string;
  /** Its canonical form. */
  readonly text: string;
  /** Its first T:, or its X: where it has none. */
  readonly title: string;
}

/**
 * All tunes of a file with at least one note, in order; a file without any gives an empty list. Line ends may be
 * LF, CRLF or CR, a byte order mark may stand first; text between tunes is passed over. Fields of the file header
 * hold for every tune that does not set them itself (ABC 2.1 §2.2.2).
 */
export function corpusOf(text: string): CorpusTune[] {
  const book = readBook(text.replace(/^\uFEFF/, ''));
  const fileHeader = fileHeaderOf(book);
  return tunesOf(book).flatMap((tune) => {
    const canonical = canonicalTune(tune.text, fileHeader);
    return canonical === null ? [] : [{ tune: tune.text, text: canonical, title: titleOf(tune.text) }];
  });
}

function titleOf(tune: string): string {
  const title = /^T:[ \t]*(\S[^\r\n]*)/m.exec(tune)?.[1]?.trim();
  return title ?? `X:${/^X:[ \t]*([^\r\n]*)/m.exec(tune)?.[1]?.trim() ?? ''}`;
}
