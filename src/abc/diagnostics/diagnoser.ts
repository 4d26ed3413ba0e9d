import { type Book, fileHeaderOf, type Section } from '../book.ts';
import { replaced } from '../replaced.ts';
import { type Diagnostic, shifted } from './diagnostic.ts';
import {
  type DoubtfulNumber,
  doubtfulNumbers,
  numberDiagnostic,
  numberOf,
  type TuneNumber,
} from './numbers.ts';
import { diagnoseTune } from './tune.ts';

/** Diagnoses books, each tune again only after it, or the file's header, has changed. */
export interface Diagnoser {
  /** All diagnostics of the book, tune by tune; those of the tunes' numbers last. */
  readonly diagnose: (book: Book) => Diagnostic[];
  /** Diagnoses one section under its book's `definitionsOf` ahead, so that a whole book can be done bit by bit. */
  readonly prepare: (section: Section, definitions: string) => void;
}

/** Lines that define decorations, shorthand symbols and macros. */
const DEFINITION = /^(?:%%[ \t]*deco\s|[Um]:).*(?:\r\n|\r|\n)?/gm;

/**
 * What holds for all tunes of a book: its file header, and what further texts before the first tune define, which
 * abcm2ps reads too.
 */
export function definitionsOf(book: Book): string {
  const { sections } = book;
  const texts = sections.slice(
    0,
    Math.max(
      0,
      sections.findIndex(({ kind }) => kind === 'tune'),
    ),
  );
  const [, ...further] = texts.filter(({ kind }) => kind === 'text');
  return fileHeaderOf(book) + further.flatMap(({ text }) => text.match(DEFINITION) ?? []).join('');
}

/** The diagnostics of a section, whether just found or known. */
type DiagnosticsOf = (section: Section, fileHeader: string) => readonly Diagnostic[];

/** What is known of a book's sections; the arrays run alongside each other. */
interface Known {
  readonly header: string;
  readonly sections: readonly Section[];
  readonly diagnostics: readonly (readonly Diagnostic[])[];
  /** Null for what is no tune. */
  readonly numbers: readonly (TuneNumber | null)[];
  readonly doubtful: readonly DoubtfulNumber[];
}

const NOTHING: Known = { header: '', sections: [], diagnostics: [], numbers: [], doubtful: [] };
const NONE: readonly Diagnostic[] = [];

/** How many sections at the start, and then at the end, are the same objects in both. */
function unchanged(old: readonly Section[], now: readonly Section[]): { before: number; after: number } {
  const shorter = Math.min(old.length, now.length);
  let before = 0;
  while (before < shorter && old[before] === now[before]) before++;
  let after = 0;
  while (after < shorter - before && old[old.length - 1 - after] === now[now.length - 1 - after]) after++;
  return { before, after };
}

/** Sections stay the same objects while their text does: each is diagnosed once under the same header. */
function rememberingDiagnostics(): DiagnosticsOf {
  const remembered = new WeakMap<
    Section,
    { readonly header: string; readonly found: readonly Diagnostic[] }
  >();
  return (section, header) => {
    if (section.kind !== 'tune') return NONE;
    const last = remembered.get(section);
    if (last?.header === header) return last.found;
    const found = diagnoseTune(section.text, header);
    remembered.set(section, { header, found });
    return found;
  };
}

function learn(known: Known, book: Book, diagnosticsOf: DiagnosticsOf): Known {
  const { sections } = book;
  const header = definitionsOf(book);
  const old = header === known.header ? known : NOTHING;
  const { before, after } = unchanged(old.sections, sections);
  const changed = sections.slice(before, sections.length - after);
  const removed = old.sections.length - after - before;
  const fresh = changed.map((section) => diagnosticsOf(section, header));
  const freshNumbers = changed.map(({ kind, text }) => (kind === 'tune' ? numberOf(text) : null));
  const oldNumbers = old.numbers.slice(before, before + removed);
  const sameNumbers =
    oldNumbers.length === freshNumbers.length &&
    freshNumbers.every((number, index) => number === oldNumbers[index]);
  const numbers = sameNumbers ? old.numbers : replaced(old.numbers, before, removed, freshNumbers);
  return {
    header,
    sections,
    diagnostics: replaced(old.diagnostics, before, removed, fresh),
    numbers,
    doubtful: sameNumbers ? old.doubtful : doubtfulNumbers(numbers),
  };
}

function allDiagnostics(known: Known, book: Book): Diagnostic[] {
  const all: Diagnostic[] = [];
  known.diagnostics.forEach((found, index) => {
    for (const diagnostic of found) all.push(shifted(diagnostic, book.starts[index] ?? 0));
  });
  for (const doubtful of known.doubtful) {
    const text = book.sections[doubtful.index]?.text ?? '';
    all.push(shifted(numberDiagnostic(text, doubtful), book.starts[doubtful.index] ?? 0));
  }
  return all;
}

/** A diagnoser that remembers the last book it saw; edit a book with `editBook` and ask again. */
export function createDiagnoser(): Diagnoser {
  let known = NOTHING;
  const diagnosticsOf = rememberingDiagnostics();
  return {
    diagnose: (book) => {
      known = learn(known, book, diagnosticsOf);
      return allDiagnostics(known, book);
    },
    prepare: (section, fileHeader) => void diagnosticsOf(section, fileHeader),
  };
}
