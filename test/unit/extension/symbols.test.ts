import { expect, test } from 'vitest';
import { matches, tunesOfText } from '../../../src/extension/symbols/index-of.ts';

test('the tunes of a file with the lines they start on, whatever ends the lines', () => {
  const text = '% book\n\nX:1\nT:The Kesh\nR:jig\nK:G\nGAB|\n\nX:2\nT:Cooley’s\nK:Em\nEBB|\n';
  const tunes = [
    { name: '1. The Kesh', detail: 'jig · G', line: 2 },
    { name: '2. Cooley’s', detail: 'Em', line: 8 },
  ];
  expect(tunesOfText(text)).toEqual(tunes);
  expect(tunesOfText(text.replaceAll('\n', '\r\n'))).toEqual(tunes);
});

test.each([
  ['12. The Kesh', 'kesh', true],
  ['12. The Kesh', 'tksh', true],
  ['12. The Kesh', 'the kesh', true],
  ['12. The Kesh', '12', true],
  ['12. The Kesh', '', true],
  ['12. The Kesh', 'hsek', false],
])('%j is found by %j: %s', (name, query, expected) => {
  expect(matches(name, query)).toBe(expected);
});
