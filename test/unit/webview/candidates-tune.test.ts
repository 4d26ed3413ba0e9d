import { expect, test } from 'vitest';
import { tuneOf } from '../../../src/webview/candidates/option.ts';

const place = { header: 'X:1\nM:2/4\nK:C\n', lead: 'CDEF|', likelihood: 0.5 };

test('a candidate stands behind the bars before it, two bars on the same line', () => {
  expect(tuneOf({ ...place, text: 'G2A2|\nc4|\n', bars: 2 })).toBe('X:1\nM:2/4\nK:C\nCDEF|G2A2| c4|\n');
});

test('longer ones keep their lines', () => {
  expect(tuneOf({ ...place, text: 'G4|A4|\nB4|c4|', bars: 4 })).toBe(
    'X:1\nM:2/4\nK:C\nCDEF|G4|A4|\nB4|c4|\n',
  );
});
