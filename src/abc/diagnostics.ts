import { type Book, fileHeaderOf, readBook, type Section } from './book.ts';
import { type Diagnostic, shifted } from './diagnostics/diagnostic.ts';
import { numberDiagnostics } from './diagnostics/numbers.ts';
import { diagnoseTune } from './diagnostics/tune.ts';

export type { Diagnostic, Fix, Severity } from './diagnostics/diagnostic.ts';
export { diagnoseTune } from './diagnostics/tune.ts';

/** Diagnoses books, each tune again only after it, or the file's header, has changed. */
export interface Diagnoser {
  /** All diagnostics of the book, tune by tune; numbers of tunes last. */
  readonly diagnose: (book: Book) => Diagnostic[];
}

/** A diagnoser with a memory of the tunes it has seen; edit a book with `editBook` and ask again. */
export function createDiagnoser(): Diagnoser {
  let known = new WeakMap<Section, readonly Diagnostic[]>();
  let knownHeader = '';
  const ofTune = (section: Section): readonly Diagnostic[] => {
    const found = known.get(section) ?? diagnoseTune(section.text, knownHeader);
    known.set(section, found);
    return found;
  };
  return {
    diagnose: (book) => {
      const header = fileHeaderOf(book);
      if (header !== knownHeader) known = new WeakMap();
      knownHeader = header;
      const diagnostics: Diagnostic[] = [];
      book.sections.forEach((section, index) => {
        if (section.kind !== 'tune') return;
        const start = book.starts[index] ?? 0;
        for (const diagnostic of ofTune(section)) diagnostics.push(shifted(diagnostic, start));
      });
      return [...diagnostics, ...numberDiagnostics(book)];
    },
  };
}

/** What is wrong or doubtful in a whole file. */
export function diagnose(text: string): Diagnostic[] {
  return createDiagnoser().diagnose(readBook(text));
}
