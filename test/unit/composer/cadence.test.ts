import { expect, test } from 'vitest';
import { endsOnTonic } from '../../../src/composer/cadence.ts';

test.each([
  ['dBA G3:|', 'G', true],
  ['dBA GAB|]', 'G', false],
  ['e2dB A4|]', 'Ador', true],
  ['"D"d2{g}d2 d4|]', 'D', true],
  ['F4 F2z2|]', 'F#m', true],
  ['c4|[K:D]A2F2 D4|]', 'G', true],
  ['c4|]', 'none', true],
])('%j in %s: %s', (music, key, tonic) => {
  expect(endsOnTonic(music, key)).toBe(tonic);
});
