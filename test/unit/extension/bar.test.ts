import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstBar } from '../../../src/extension/suggest/bar.ts';

test.each([
  // line before the cursor, suggestion, its first bar
  ['GAB c2d|', 'efg gfe|dBG A3|', 'efg gfe|'],
  ['GAB c2d|', ' efg gfe | dBG A3 |', ' efg gfe |'],
  ['GAB ', 'c2d|efg|', 'c2d|'],
  ['GAB c2d', '|efg gfe|dBG|', '|efg gfe|'],
  ['GAB c2d', ' |1 efg gfe:|2 dBG|', ' |1 efg gfe:|'],
  ['GAB c2d|', '\nefg gfe|dBG|', '\nefg gfe|'],
  ['GAB c2d|', '"G|"efg [K:D]gfe|dBG|', '"G|"efg [K:D]gfe|'],
  ['GAB c2d|', '[GB]3 [A|', '[GB]3 [A|'],
  ['GAB c2d|', 'efg', 'efg'],
  ['GAB c2d|', '|]', '|]'],
  ['', 'Z4|', 'Z4|'],
])('after “%s”, the first bar of “%s” is “%s”', (line, suggestion, bar) => {
  expect(firstBar(line, suggestion)).toBe(bar);
});

test('bar by bar, every suggestion is accepted whole', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('GAB|:[]" \n2/(1')) });
  fc.assert(
    fc.property(text, text, (line, suggestion) => {
      let [accepted, rest] = ['', suggestion];
      while (rest !== '') {
        const bar = firstBar(line + accepted, rest);
        expect(bar).not.toBe('');
        expect(rest.startsWith(bar)).toBe(true);
        [accepted, rest] = [accepted + bar, rest.slice(bar.length)];
      }
    }),
  );
});
