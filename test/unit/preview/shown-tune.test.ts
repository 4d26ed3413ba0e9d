import { expect, test } from 'vitest';
import { fileHeaderOf, neighbour, shownTune } from '../../../src/extension/preview/shown-tune.ts';

const FILE = `%abc-2.1
M:6/8
%%titlefont Times 20
Z:me

Some words about the tunes.

X:1
T:First
K:G
GAB|

More words.

X:2
T:Second
K:D
def|
X:3
T:Third
K:A
efg|
`;
const numberOf = (text: string, offset: number): string | undefined =>
  /^X:(\d)/.exec(shownTune(text, offset)?.text ?? '')?.[1];

test.each([
  ['in a tune that tune', 'GAB', '1'],
  ['in the words below a tune that tune', 'More words', '1'],
  ['in the words above the first tune that one', 'Some words', '1'],
  ['in the file header the first tune', 'M:6/8', '1'],
  ['in a tune without a blank line below it that tune', 'def', '2'],
  ['in the last tune that one', 'efg', '3'],
])('%s is shown', (_, where, tune) => {
  expect(numberOf(FILE, FILE.indexOf(where))).toBe(tune);
  const windows = FILE.replace(/\n/g, '\r\n');
  expect(numberOf(windows, windows.indexOf(where))).toBe(tune);
});

test('at the very end of the file the last tune is shown', () => {
  expect(numberOf(FILE, FILE.length)).toBe('3');
});

test.each(['', 'hello\nworld\n', '\n\n\n', '%%titlefont Times\nM:4/4\n'])('no tune in %j', (text) => {
  for (let offset = 0; offset <= text.length; offset += 1) expect(shownTune(text, offset)).toBeNull();
});

test('a tune knows where it stands', () => {
  const tune = shownTune(FILE, FILE.indexOf('T:Second'));
  expect(FILE.slice(tune?.start, tune?.end)).toBe(tune?.text);
  expect(tune?.text).toBe('X:2\nT:Second\nK:D\ndef|\n');
});

test('the file header that tunes inherit: fields and directives, no comment, no words', () => {
  expect(fileHeaderOf(FILE)).toBe('M:6/8\n%%titlefont Times 20\nZ:me\n');
  expect(fileHeaderOf(FILE.replace(/\n/g, '\r\n'))).toBe('M:6/8\n%%titlefont Times 20\nZ:me\n');
  expect(fileHeaderOf('X:1\nM:3/4\nK:C\n')).toBe('');
  expect(fileHeaderOf('M:3/4\nK:C\nCDE|\n\nX:2\nK:D\nD|\n')).toBe('');
});

test('one goes from tune to tune, and not beyond the ends', () => {
  const starts = [1, 2, 3].map((number) => FILE.indexOf(`X:${number}`));
  const shown = starts.map((start) => shownTune(FILE, start));
  const step = (direction: 'previous' | 'next'): (number | null)[] =>
    shown.map((tune) => tune && neighbour(FILE, tune, direction));
  expect(step('next')).toEqual([starts[1], starts[2], null]);
  expect(step('previous')).toEqual([null, starts[0], starts[1]]);
});
