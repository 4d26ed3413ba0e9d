import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareTune } from '../../../src/webview/music/tune-text.ts';

/** The character at an offset, for reading the expectations. */
const at = (text: string, offset: number): string => text.slice(offset, offset + 1);

test('without a file header, a tune with plain line ends is engraved as it stands', () => {
  const tune = 'X:1\nK:C\nCDEF|\n';
  const { engraved, toEngraved, toTune } = prepareTune(tune, '');
  expect(engraved).toBe(tune);
  expect(toEngraved(8)).toBe(8);
  expect(toTune(8)).toBe(8);
});

test('offsets survive CRLF: each line end before them counts one more in the document', () => {
  const tune = 'X:1\r\nK:C\r\nCD|\r\nEF|\r\n';
  const { engraved, toEngraved, toTune } = prepareTune(tune, '');
  expect(engraved).toBe('X:1\nK:C\nCD|\nEF|\n');
  for (const note of ['C', 'D', 'E', 'F']) {
    expect(at(tune, toTune(engraved.lastIndexOf(note)))).toBe(note);
    expect(at(engraved, toEngraved(tune.lastIndexOf(note)))).toBe(note);
  }
});

test('the file header goes behind X: and shifts what follows', () => {
  const tune = 'X:1\nT:A\nK:C\nCDEF|\n';
  const { engraved, toEngraved, toTune, lineOf } = prepareTune(tune, 'M:6/8\nL:1/8\n');
  expect(engraved).toBe('X:1\nM:6/8\nL:1/8\nT:A\nK:C\nCDEF|\n');
  expect(at(engraved, toEngraved(tune.indexOf('F')))).toBe('F');
  expect(at(tune, toTune(engraved.indexOf('F')))).toBe('F');
  expect([1, 2, 3, 4, 5].map(lineOf)).toEqual([0, null, null, 1, 2]);
});

test('a tune that lacks X: gets the file header in front', () => {
  const { engraved, lineOf } = prepareTune('K:C\nCDEF|\n', '%%stretchlast 1');
  expect(engraved).toBe('%%stretchlast 1\nK:C\nCDEF|\n');
  expect([1, 2, 3].map(lineOf)).toEqual([null, 0, 1]);
});

test('an offset inside the inserted header belongs to the place where it was put in', () => {
  const { toTune } = prepareTune('X:1\nK:C\n', 'M:6/8\n');
  expect(toTune(6)).toBe(4);
});

test('there and back again: every offset between line ends comes back', () => {
  const line = fc.string({ unit: fc.constantFrom('A', 'b', '|', ' ', '"', 'é'), maxLength: 12 });
  const end = fc.constantFrom('\n', '\r\n');
  const tunes = fc.array(fc.tuple(line, end), { maxLength: 12 });
  const headers = fc.constantFrom('', 'M:6/8\n', 'M:6/8\r\nL:1/8\r\n');
  fc.assert(
    fc.property(tunes, headers, (lines, header) => {
      const tune = `X:1\r\n${lines.map((pair) => pair.join('')).join('')}`;
      const { engraved, toEngraved, toTune } = prepareTune(tune, header);
      for (let offset = 0; offset < tune.length; offset += 1) {
        if (at(tune, offset) === '\n') continue;
        expect(toTune(toEngraved(offset))).toBe(offset);
        const there = at(engraved, toEngraved(offset));
        expect(there).toBe(at(tune, offset) === '\r' ? '\n' : at(tune, offset));
      }
    }),
  );
});
