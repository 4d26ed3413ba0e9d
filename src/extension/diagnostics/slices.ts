import type { Book } from '../../abc/book.ts';
import { definitionsOf, type Diagnoser, type Diagnostic } from '../../abc/diagnostics.ts';

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
 * Diagnoses a book a few tunes at a time: the diagnoser remembers each that it has seen, so that the whole is
 * quick at the end, and so is the next time. Undefined where the answer became stale on the way.
 */
export async function diagnoseInSlices(
  diagnoser: Diagnoser,
  book: Book,
  world: SliceWorld,
): Promise<Diagnostic[] | undefined> {
  const header = definitionsOf(book);
  let began = world.now();
  for (const section of book.sections) {
    diagnoser.prepare(section, header);
    if (world.now() - began < SLICE) continue;
    await world.pause();
    if (world.stale()) return undefined;
    began = world.now();
  }
  return diagnoser.diagnose(book);
}
