import { type Book, fileHeaderOf, type Section } from '../../abc/book.ts';
import type { Diagnoser, Diagnostic } from '../../abc/diagnostics.ts';

/** What working in slices needs of the world. */
export interface SliceWorld {
  /** Milliseconds, never going back. */
  now(): number;
  /** Lets everything else go first. */
  pause(): Promise<void>;
  /** Whether the answer is no longer wanted. */
  stale(): boolean;
}

/** Milliseconds of work at a time, so that typing is never felt to wait. */
const SLICE = 6;

/**
 * Diagnoses a book a few tunes at a time: the diagnoser remembers the tunes it has seen, so that the whole is
 * quick at the end. Undefined where the answer became stale on the way.
 */
export async function diagnoseInSlices(
  diagnoser: Diagnoser,
  book: Book,
  world: SliceWorld,
): Promise<Diagnostic[] | undefined> {
  const header = headerSections(book);
  let began = world.now();
  for (const section of book.sections) {
    if (section.kind !== 'tune') continue;
    diagnoser.diagnose(bookOf([...header, section]));
    if (world.now() - began < SLICE) continue;
    await world.pause();
    if (world.stale()) return undefined;
    began = world.now();
  }
  return diagnoser.diagnose(book);
}

/** What has to stand before a tune for it to be read as in its book. */
function headerSections(book: Book): Section[] {
  const header = fileHeaderOf(book);
  return header === '' ? [] : [{ kind: 'text', text: header }];
}

function bookOf(sections: readonly Section[]): Book {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of sections) {
    starts.push(length);
    length += text.length;
  }
  return { sections, starts: Int32Array.from(starts), length };
}
