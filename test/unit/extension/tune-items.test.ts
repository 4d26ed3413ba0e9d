import { expect, test } from 'vitest';
import { labelOf } from '../../../src/extension/symbols/tune-items.ts';

test.each([
  [
    'X:12\nT:The Kesh\nT:Kincora\nT:The Castle\nR:jig\nK:G\n',
    '12. The Kesh',
    'jig · G · also Kincora, The Castle',
  ],
  ['X:3\nT:Alone\nM:C\nK:Am\n', '3. Alone', 'C · Am'],
  ['X:3\n', '3', ''],
])('%j is listed as “%s” with “%s”', (tune, label, description) => {
  expect(labelOf(tune)).toEqual({ label, description });
});
