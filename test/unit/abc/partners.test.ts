import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partnersAt } from '../../../src/abc/partners.ts';
import { anyText, runs } from './arbitraries.ts';

/** The text with the signs that belong with the one at the "‸" marked. */
function marked(body: string): string {
  const offset = body.indexOf('‸');
  const text = body.replace('‸', '');
  let result = '';
  let at = 0;
  for (const { start, end } of partnersAt(text, offset)) {
    result += `${text.slice(at, start)}«${text.slice(start, end)}»`;
    at = end;
  }
  return result + text.slice(at);
}

test.each([
  ['K:C\n‸|:abc|def:|\n', 'K:C\n«|:»abc|def«:|»\n'],
  ['K:C\n|:abc|\ndef‸:|\n', 'K:C\n«|:»abc|\ndef«:|»\n'],
  ['K:C\n|:abc|1def:|‸2gab|]\n', 'K:C\n«|:»abc|1def«:|»2gab|]\n'],
  // `::` ends one repeat and starts the next.
  ['K:C\n|:abc‸::def:|\n', 'K:C\n«|:»abc«::»def«:|»\n'],
  ['K:C\n‸|:abc::def:|\n', 'K:C\n«|:»abc«::»def:|\n'],
  // Nothing opens it but the start of the tune.
  ['K:C\nabc‸:|def|\n', 'K:C\nabc:|def|\n'],
  // Each voice has its own repeats.
  [
    'K:C\n[V:1]|:abc|\n[V:2]|:C3|\n[V:1]def‸:|\n[V:2]D3:|\n',
    'K:C\n[V:1]«|:»abc|\n[V:2]|:C3|\n[V:1]def«:|»\n[V:2]D3:|\n',
  ],
  ['K:C\n(ab (cd)‸) e|\n', 'K:C\n«(»ab (cd)«)» e|\n'],
  ['K:C\n(ab|\nc‸)d|\n', 'K:C\n«(»ab|\nc«)»d|\n'],
  ['K:C\n‸[CEG]2 [Ac]|\n', 'K:C\n«[»CEG«]»2 [Ac]|\n'],
  ['K:C\n{ga‸}b|\n', 'K:C\n«{»ga«}»b|\n'],
  ['K:C\n[CE|G‸]|\n', 'K:C\n[CE|G]|\n'],
  ['K:C\na‸b|\n', 'K:C\nab|\n'],
])('%j: %j', (body, expected) => {
  expect(marked(body)).toBe(expected);
});

test('partners of any place in any text lie in order within it', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), (text, offset) => {
      let at = 0;
      for (const { start, end } of partnersAt(text, offset % (text.length + 1))) {
        expect(start).toBeGreaterThanOrEqual(at);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: runs(1000) },
  );
});
