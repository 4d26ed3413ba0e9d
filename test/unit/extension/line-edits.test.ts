import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEdit } from '../../../src/abc/book.ts';
import { lineEdits } from '../../../src/extension/line-edits.ts';

const applied = (text: string, edits: readonly TextEdit[]) =>
  edits.reduceRight((done, edit) => done.slice(0, edit.start) + edit.text + done.slice(edit.end), text);

test('only lines that change are replaced', () => {
  expect(lineEdits('a\nb\r\nc', 'a\nB\r\nc')).toEqual([{ start: 2, end: 5, text: 'B\r\n' }]);
  expect(lineEdits('a\nb', 'a\nb')).toEqual([]);
  expect(lineEdits('a\nb', 'a')).toEqual([{ start: 0, end: 3, text: 'a' }]);
});

test('the edits of any text make the other one of it', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', '\r', ''), { maxLength: 20 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const [old, now] = [before.join(''), after.join('')];
      expect(applied(old, lineEdits(old, now))).toBe(now);
    }),
    { numRuns: 1000 },
  );
});
