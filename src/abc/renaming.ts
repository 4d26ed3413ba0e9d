import { type Book, type TextEdit } from './book.ts';
import { type Name, namesOf } from './names.ts';

/** A name in a book, by offsets of the book, and the section that it stands in. */
export interface NameInBook extends Name {
  readonly section: number;
}

/** Index of the file header among the sections, -1 where there is none (ABC 2.1 §2.2.2). */
function headerIndexOf({ sections }: Book): number {
  const first = sections.findIndex(({ kind }) => kind !== 'blank');
  return sections[first]?.kind === 'text' ? first : -1;
}

/** The names in one section of a book. */
function namesIn(book: Book, index: number): NameInBook[] {
  const section = book.sections[index];
  const offset = book.starts[index] ?? 0;
  if (section === undefined || section.kind === 'blank') return [];
  return namesOf(section.text, section.kind === 'tune').map((name) => ({
    ...name,
    start: name.start + offset,
    end: name.end + offset,
    section: index,
  }));
}

/** Whether two names stand for the same thing, given that one scope holds both. */
function isSame(a: Name, b: Pick<Name, 'kind' | 'name'>): boolean {
  return a.kind === b.kind && a.name === b.name;
}

/** The name that the character at `offset` of a section belongs to, or that ends there; null where there is none. */
export function nameAt(book: Book, section: number, offset: number): NameInBook | null {
  const near = namesIn(book, section).filter(({ start, end }) => start <= offset && offset <= end);
  return near.find(({ end }) => offset < end) ?? near[0] ?? null;
}

/** The sections that share a name: one tune, and with it the file header and all tunes where that has it too. */
function scopeOf(book: Book, name: NameInBook): number[] {
  const header = headerIndexOf(book);
  const shared = name.section === header || namesIn(book, header).some((other) => isSame(other, name));
  if (!shared) return [name.section];
  return book.sections.flatMap(({ kind }, index) => (kind === 'tune' || index === header ? index : []));
}

/** Every place of a name in its tune and in the file header, in order. */
export function placesNearby(book: Book, name: NameInBook): NameInBook[] {
  const header = headerIndexOf(book);
  const sections = header < 0 || header === name.section ? [name.section] : [header, name.section];
  return sections.flatMap((index) => namesIn(book, index).filter((other) => isSame(other, name)));
}

/** Every place of a name: those of its tune, or of the whole file where the file header has it too. */
export function placesOf(book: Book, name: NameInBook): NameInBook[] {
  return scopeOf(book, name).flatMap((index) => namesIn(book, index).filter((other) => isSame(other, name)));
}

/** What stands against renaming a name at all; null where nothing does. */
export function obstacleTo(book: Book, name: NameInBook | null): string | null {
  if (name === null) {
    return 'There is nothing to rename here. Put the cursor on the name of a voice, or on a symbol that U: defines.';
  }
  if (name.kind === 'voice' || placesNearby(book, name).some(({ defines }) => defines)) return null;
  return `No U: defines ${name.name} here, and only symbols that U: defines can be renamed.`;
}

const VOICE = /^[^\s()[\]{}|*+%"\\=]+$/;
const SYMBOL = /^[H-Wh-w~]$/;

/** Why a name cannot become `to`; null where it can. */
function refusal(to: string, name: NameInBook, taken: boolean): string | null {
  if (name.kind === 'voice') {
    if (!VOICE.test(to)) return 'The name of a voice is one word without ( ) [ ] { } | * + % " \\ or =.';
    return taken ? `There is a voice ${to} already.` : null;
  }
  if (!SYMBOL.test(to)) return 'The name of a symbol is one letter, H to W or h to w, or ~.';
  return taken ? `${to} stands for something else already.` : null;
}

/** Renames a name wherever it stands: the edits in order, or a sentence that says why not. */
export function renameTo(book: Book, name: NameInBook, newName: string): TextEdit[] | string {
  const to = newName.trim();
  if (to === name.name) return [];
  const names = scopeOf(book, name).flatMap((index) => namesIn(book, index));
  const taken = names.some((other) => isSame(other, { kind: name.kind, name: to }));
  return (
    refusal(to, name, taken) ??
    names.filter((other) => isSame(other, name)).map(({ start, end }) => ({ start, end, text: to }))
  );
}
