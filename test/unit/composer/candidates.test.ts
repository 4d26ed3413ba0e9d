import { expect, test } from 'vitest';
import { distinctCandidates, musicOf } from '../../../src/composer/candidates.ts';
import { seedRandom } from '../../../src/model/random.ts';

/** The candidates that are left of texts which are written one after the other, four at a time. */
async function candidatesOf(texts: readonly string[], count = 4): Promise<string[]> {
  const left = [...texts];
  const options = { count, temperature: 1, random: seedRandom(1), likeness: musicOf };
  const found = await distinctCandidates(options, (randoms) =>
    Promise.resolve(
      left.splice(0, randoms.length).map((text) => ({ text, logProbability: -text.length, bars: 1 })),
    ),
  );
  return found.map(({ text }) => text);
}

test.each([
  ['a slur', 'd2eB|', 'd2(eB)|'],
  ['blanks', 'd2eB|', 'd2 eB|'],
  ['an ornament', 'd2eB|', '~d2eB|'],
  ['grace notes', 'd2eB|', '{c}d2eB|'],
  ['a chord symbol', 'd2eB|', '"Am7"d2eB|'],
  ['a line break', '||', '||\n'],
])('texts that differ by %s are one candidate', async (_, one, other) => {
  expect(await candidatesOf([one, other, 'e4|'])).toEqual(expect.arrayContaining([one, 'e4|']));
  expect(await candidatesOf([one, other, 'e4|'])).toHaveLength(2);
});

test.each([
  ['a pitch', 'd2eB|', 'd2ec|'],
  ['an accidental', 'd2eB|', 'd2^eB|'],
  ['a length', 'd2eB|', 'deB2|'],
  ['a rhythm', 'deBc|', 'd>eBc|'],
  ['a tuplet', 'deBc|', '(3deBc|'],
  ['a tie', 'd2dB|', 'd2-dB|'],
  ['a bar line', 'd2eB|', 'd2eB:|'],
])('texts that differ by %s are two', async (_, one, other) => {
  expect(await candidatesOf([one, other])).toHaveLength(2);
});

test('what came twice is tried again a few times', async () => {
  expect(await candidatesOf(['A|', 'A|', '', 'A|', 'B|', 'A|', 'c|', 'd|', 'e|'])).toHaveLength(4);
});
