import { expect, test } from 'vitest';
import { fit, indexed, parseQuery, tunesWithLines } from '../../../src/extension/symbols/index-of.ts';

test('the tunes of a file with the lines they start on, whatever ends the lines', () => {
  const text = '% book\n\nX:1\nT:The Kesh\nR:jig\nK:G\nGAB|\n\nX:2\nT:Cooley’s\nK:Em\nEBB|\n';
  const found = (file: string) => tunesWithLines(file).map(({ tune, line }) => indexed(tune.text, line));
  const tunes = [
    { names: ['1. The Kesh'], detail: 'jig · G', line: 2 },
    { names: ['2. Cooley’s'], detail: 'Em', line: 8 },
  ];
  expect(found(text)).toEqual(tunes);
  expect(found(text.replaceAll('\n', '\r\n'))).toEqual(tunes);
});

test.each([
  ['X:3\nT:The Kesh\nT:Kincora % jig\nT:\nK:G\nT:Second strain\n', ['3. The Kesh', '3. Kincora']],
  ['T:The Kesh\nT:Kincora\nK:G\n', ['The Kesh', 'Kincora']],
  ['X:3\nT:\nT:Kincora\nK:G\n', ['3. Kincora']],
  ['X:3\nK:G\n', ['3']],
  ['X:3\nK:G\nT:Late\n', ['3. Late']],
])('%j is found as %j', (tune, names) => {
  expect(indexed(tune, 0).names).toEqual(names);
});

test.each([
  ['kesh', 'as written'],
  ['12', 'as written'],
  ['12. the', 'as written'],
  ['', 'as written'],
  ['tksh', 'by letters'],
  ['12 kesh', 'by letters'],
  ['hsek', null],
  // Words behind the first one may stand in the detail, as in the editor's own filter.
  ['kesh jig', 'by letters'],
  ['kesh g jig', 'by letters'],
  ['kesh reel', null],
  ['jig', null],
])('%j finds 12. The Kesh, a jig in G: %s', (typed, expected) => {
  expect(fit(parseQuery(typed), '12. The Kesh', 'jig · 6/8 · G')).toBe(expected);
});
