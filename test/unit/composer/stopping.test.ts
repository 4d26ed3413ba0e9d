import { describe, expect, test } from 'vitest';
import { advance, settle } from '../../../src/composer/constraint/advance.ts';
import { handOver } from '../../../src/composer/constraint/hand-over.ts';
import { permits } from '../../../src/composer/constraint/permits.ts';
import { type ContinuationLength, endsTooSoon, isLongEnough, steer } from '../../../src/composer/stopping.ts';
import { ALPHABET, read } from './reading.ts';

const phrase = (bars: number): ContinuationLength => ({ kind: 'bars', bars });

/** Whether `next` may come behind 2/4 music of which the last `bars` bars are the continuation's own. */
function may(music: string, next: string, length: ContinuationLength, bars: number): boolean {
  const reading = handOver(ALPHABET, read('2/4', music));
  return permits(ALPHABET, steer(reading, length, { characters: 8 * bars, bars }), next);
}

const FOUR = '|:d2ed|c2A2|d2ed|c2A2|';

describe('first and second endings', () => {
  test.each([
    ['not in a phrase of four bars', FOUR, '1', phrase(4), 0, false],
    ['in one of eight', FOUR, '1', phrase(8), 4, true],
    ['also where one bar each is left', FOUR, '1', phrase(8), 6, true],
    ['not where there is none for the second', FOUR, '1', phrase(8), 7, false],
    ['to the end', FOUR, '1', { kind: 'end' }, 4, true],
    ['a first one goes on while the second has as much room', `${FOUR}1d4`, '|', phrase(8), 4, true],
    ['else it turns back', `${FOUR}1d4|e4`, '|', phrase(8), 5, false],
    ['with a repeat sign', `${FOUR}1d4|e4`, ':', phrase(8), 5, true],
    [
      'one begun before the cursor goes on, however few bars are asked for',
      `${FOUR}1d4`,
      '|',
      phrase(2),
      0,
      true,
    ],
    ['and the second one follows it', `${FOUR}1d4:|`, '2', phrase(1), 0, true],
    ['and nothing else does', `${FOUR}1d4:|`, 'd', phrase(1), 0, false],
  ] as const)('%s: %s‸%s', (_, music, next, length, bars, allowed) => {
    expect(may(music, next, length, bars)).toBe(allowed);
  });
});

describe('a phrase ends with a bar that is whole for its part', () => {
  test.each([1, 4, 8])('of %i bars: the complement of the part’s pickup, not a shorter bar', (bars) => {
    const part = 'A|d2ed|c2A2|d2ed|';
    expect(may(`${part}c3`, '|', phrase(bars), bars - 1)).toBe(true);
    expect(may(`${part}c3|`, '|', phrase(bars), bars - 1)).toBe(true);
    expect(may(`${part}c3`, ':', phrase(bars), bars - 1)).toBe(true);
    expect(may(`${part}c2`, ':', phrase(bars), bars - 1)).toBe(false);
  });

  test('to the end of the tune too', () => {
    const tune = handOver(ALPHABET, read('2/4', `A|${'d2ed|'.repeat(31)}`));
    const last = steer(settle(tune), { kind: 'end' }, { characters: 150, bars: 31 });
    const filled = Array.from('c3').reduce(advance, last);
    expect(permits(ALPHABET, filled, '|')).toBe(true);
    expect(permits(ALPHABET, filled, 'A')).toBe(false);
  });
});

test.each([
  ['a line break in the first part', 'd4||\n', '\n'],
  ['a line break behind a plain bar line', `${'d4|'.repeat(16)}\n`, '\n'],
  ['a thick bar line after one part', `${'d4|'.repeat(7)}d4|`, ']'],
  ['a thick bar line that leaves a bar to be filled', `${'d4|'.repeat(15)}d2|`, ']'],
  ['nothing after a double bar line behind two parts', `${'d4|'.repeat(15)}d4||\n`, ''],
  ['nor a thick bar line behind two parts', `${'d4|'.repeat(15)}d4|`, ''],
])('what would end a tune too soon: %s', (_, music, character) => {
  expect(endsTooSoon(read('2/4', music), { kind: 'end' })).toBe(character);
  expect(endsTooSoon(read('2/4', music), { kind: 'bars', bars: 4 })).toBe('');
});

test.each([
  ['a thick bar line', 'd4|]', true],
  ['a double bar line, behind which a part may follow', 'd4||', false],
])('to the end: %s ends the tune: %s', (_, music, ends) => {
  const reading = read('2/4', `${'d4|'.repeat(15)}${music}`);
  const next = advance(reading, '\n');
  const written = { characters: 60, bars: 16 };
  expect(isLongEnough(reading, next, { kind: 'end' }, written)).toBe(ends);
});
