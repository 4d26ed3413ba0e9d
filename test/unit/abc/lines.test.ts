import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetAt, positionAt, lineStarts } from '../../../src/abc/lines.ts';

test.each([
  ['a\nb', [0, 2]],
  ['a\r\nb', [0, 3]],
  ['a\rb', [0, 2]],
  ['a\n', [0, 2]],
  ['', [0]],
  ['\n\r\n\r', [0, 1, 3, 4]],
])('%j has lines at %j', (text, starts) => {
  expect(lineStarts(text).starts).toEqual(starts);
});

test('a column beyond the line stops before the line break', () => {
  expect(offsetAt(lineStarts('abc\r\nd'), { line: 0, column: 99 })).toBe(3);
  expect(offsetAt(lineStarts('abc'), { line: 7, column: 0 })).toBe(3);
});

test('offset → position → offset is the identity outside line breaks', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '|', '\n', '\r', 'é') });
  fc.assert(
    fc.property(text, fc.nat(), (text, at) => {
      const lines = lineStarts(text);
      const offset = at % (text.length + 1);
      const back = offsetAt(lines, positionAt(lines, offset));
      const insideCrLf = text[offset - 1] === '\r' && text[offset] === '\n';
      expect(back).toBe(insideCrLf ? offset - 1 : offset);
    }),
  );
});
