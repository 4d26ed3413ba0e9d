import { expect, test } from 'vitest';
import { exportName } from '../../../src/extension/preview/export-name.ts';

test.each([
  ['X:1\nT:The Quay at Dawn\nK:D\n', 'The Quay at Dawn.mid'],
  ['X:1\nT:Port na bPúcaí % slow\nK:D\n', 'Port na bPúcaí.mid'],
  ['X:1\nT:../../etc/passwd\nK:D\n', 'etc-passwd.mid'],
  ['X:1\nT:What? <Why>: "How"\nK:D\n', 'What- -Why- -How.mid'],
  [`X:1\nT:${'la '.repeat(100)}\nK:D\n`, `${'la '.repeat(26)}la.mid`],
  ['X:1\nT:...\nK:D\n', 'tune.mid'],
  ['X:1\nK:D\n', 'tune.mid'],
])('%j is saved as %s', (tune, name) => {
  expect(exportName(tune, 'mid')).toBe(name);
});
