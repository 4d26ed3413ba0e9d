import { expect, test } from 'vitest';
import { headingOf } from '../../../src/extension/heading.ts';

test.each([
  ['X:12\nT:The Kesh\nT:Kincora\nR:jig\nM:6/8\nK:G\nGAB|\n', '12. The Kesh', 'jig · 6/8 · G', 'T:The Kesh'],
  ['X: 3\r\nM:C\r\nK:Am % minor\r\nABc|\r\n', '3', 'C · Am', 'X: 3'],
  ['X:\nT:\nK:\n', 'Tune', '', 'T:'],
  ['X:1\nT:Typed so far ', '1. Typed so far', '', 'T:Typed so far'],
])('%j is shown as “%s” with “%s”', (tune, name, detail, line) => {
  const heading = headingOf(tune);
  expect(heading).toMatchObject({ name, detail });
  expect(tune.slice(heading.from, heading.to)).toBe(line);
});
