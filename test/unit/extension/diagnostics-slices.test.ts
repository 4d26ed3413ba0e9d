import { expect, test } from 'vitest';
import { type Book, editBook, readBook } from '../../../src/abc/book.ts';
import { createDiagnoser, diagnose } from '../../../src/abc/diagnostics.ts';
import { diagnoseInSlices } from '../../../src/extension/diagnostics/slices.ts';

const TUNES = Array.from({ length: 30 }, (_, i) => `X:${i + 1}\nT:Tune\nK:G\nGABc|GA|\n`).join('\n');
const HEADER = 'M:2/4\nL:1/8\n\n';

/** A clock that every look moves on by 4 ms. */
function world(stale = () => false) {
  let [now, pauses] = [0, 0];
  return {
    now: () => (now += 4),
    pause: () => {
      pauses++;
      return Promise.resolve();
    },
    stale,
    pauses: () => pauses,
  };
}

test.each([
  ['tunes', TUNES],
  ['tunes under a file header', HEADER + TUNES],
  ['free text between tunes', `Some words.\n\n${TUNES}\nMore words.\n\n${TUNES}`],
  ['nothing', ''],
])('%s are diagnosed in slices as in one go', async (_, text) => {
  expect(await diagnoseInSlices(createDiagnoser(), readBook(text), world())).toEqual(diagnose(text));
});

test('everything else gets its turn between slices', async () => {
  const slices = world();
  await diagnoseInSlices(createDiagnoser(), readBook(TUNES), slices);
  expect(slices.pauses()).toBeGreaterThan(5);
});

test('work stops once the answer is no longer wanted', async () => {
  let seen = 0;
  const diagnoser = createDiagnoser();
  const counting: typeof diagnoser = {
    ...diagnoser,
    prepare: (section, header) => {
      seen++;
      diagnoser.prepare(section, header);
    },
  };
  expect(
    await diagnoseInSlices(
      counting,
      readBook(TUNES),
      world(() => true),
    ),
  ).toBeUndefined();
  expect(seen).toBeLessThan(30);
});

/** The same book, which counts how often each of its texts is read. */
function counted(book: Book): { readonly book: Book; readonly reads: () => number[] } {
  const reads = book.sections.map(() => 0);
  const sections = book.sections.map(({ kind, text }, index) => ({
    kind,
    get text() {
      reads[index] = (reads[index] ?? 0) + 1;
      return text;
    },
  }));
  return { book: { ...book, sections }, reads: () => reads.splice(0, reads.length, ...reads.map(() => 0)) };
}

test('after an edit the tunes that it did not touch are not read again', async () => {
  const diagnoser = createDiagnoser();
  const { book, reads } = counted(readBook(TUNES));
  await diagnoseInSlices(diagnoser, book, world());
  reads();
  const edited = editBook(book, { start: book.length, end: book.length, text: 'G|' });
  reads();
  await diagnoseInSlices(diagnoser, edited, world());
  expect(reads().slice(1, -4)).toEqual(book.sections.slice(1, -4).map(() => 0));
});
