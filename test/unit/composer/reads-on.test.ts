import { expect, test } from 'vitest';
import { createRepetitionCheck } from '../../../src/composer/reads-on.ts';

const TUNE = 'X:1\nM:2/4\nL:1/8\nK:G\nGABc|d2B2|\nc2A2|G4|]\n';
const OFFSET = TUNE.indexOf('d2B2');
const PROMPT = 'M:2/4\nK:G\nGABc|';

test('a continuation that says what stands behind the cursor says it again, however it is spaced', () => {
  const repeats = createRepetitionCheck({ text: TUNE, offset: OFFSET }, PROMPT);
  expect(repeats('d2B2|')).toBe(true);
  expect(repeats('d2 B2|c2A2|')).toBe(true);
  expect(repeats('d2B2|e4|')).toBe(false);
  expect(repeats('')).toBe(false);
});

test('nothing is said again where the tune does not go on from the prompt', () => {
  expect(createRepetitionCheck({ text: TUNE, offset: OFFSET }, 'M:2/4\nK:D\n')('GABc|')).toBe(false);
  expect(createRepetitionCheck({ text: 'no tune', offset: 0 }, '')('d2B2|')).toBe(false);
});
