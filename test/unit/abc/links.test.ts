import fc from 'fast-check';
import { expect, test } from 'vitest';
import { includesOf } from '../../../src/abc/links.ts';
import { anyText, runs } from './arbitraries.ts';

test.each([
  ['%%abc-include common.abh\n', ['common.abh']],
  ['X:1\r\nI:abc-include ../our fields.abh  \r\nK:C\r\n', ['../our fields.abh']],
  ['%%abc-include a.abh % what we share\n%% abc-include b.abh', ['a.abh', 'b.abh']],
  ['%%abc-include\n%%abc-include  \nabc-include c.abh\n% %%abc-include d.abh\n', []],
  [`%%abc-include ${'a'.repeat(2000)}\n%%abc-include \0\n`, []],
])('%j includes %j', (text, files) => {
  const links = includesOf(text);
  expect(links.map(({ file }) => file)).toEqual(files);
  expect(links.map(({ start, end }) => text.slice(start, end))).toEqual(files);
});

test('what any text includes stands in it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyText, fc.constant('\n%%abc-include '))), (parts) => {
      const text = parts.join('');
      for (const { file, start, end } of includesOf(text)) expect(text.slice(start, end)).toBe(file);
    }),
    { numRuns: runs(500) },
  );
});
