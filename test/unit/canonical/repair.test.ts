import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repaired } from '../../../src/abc/canonical/repair.ts';
import { music, soundsOf } from './music.ts';

test.each([
  // ornaments stand beside their note
  ['~"D"A .{g}A', '"D"~A {g}.A'],
  ['.{g}"Am"(~A)', '"Am"{g}(.~A)'],
  ['(3~A.Bc', '(3~A.Bc'],
  // ties
  ['A-A B-|B c2-c/', 'A-A B-|B c2-c/'],
  ['A-B c-z d-{g}d e-~e', 'AB cz d{g}d e~e'],
  ['^c-|c =c-^c', '^c-|c =c^c'],
  ['[CE]-[EG] [CE]-[DF]', '[CE]-[EG] [CE][DF]'],
  ['(AB-)B A)-A', '(AB-)B A-A'],
  ['A-:|1A-|]', 'A-:|1A|]'],
  ['|-A', '|A'],
  // slurs
  ['(AB) (c(de)f)', '(AB) (c(de)f)'],
  ['(AB c)d)', '(AB c)d'],
  ['A(B|c', 'AB|c'],
  // broken rhythms
  ['A>B c2<<d2', 'A>B c2<<d2'],
  ['A2>B', 'A3B/'],
  ['A>.B .A>B HA<~B', 'A3/2.B/ .A3/2B/ HA/~B3/2'],
  ['A>B>c', 'A3/2B3/4c/'],
  ['A>B>c2', 'A3/2B3/4c'],
  ['c2>B>A', 'c3B3/4A/'],
  ['[CE]>~[DF] [CE]2>A', '[CE]>~[DF] [CE]3A/'],
])('%j is repaired to %j', (body, expected) => {
  expect(repaired(body, false)).toBe(expected);
});

test.each([
  ['A-', 'A-'],
  ['A-|', 'A-|'],
  ['|-', '|'],
  ['A (B', 'A (B'],
  ['(A|B|c (d', 'A|B|c (d'],
  ['A>', 'A>'],
  ['A2>', 'A2>'],
  ['[CE', '[CE'],
  ['{ag', '{ag'],
  ['A"Am"~', 'A"Am"~'],
])('%j, which goes on, is left %j', (body, expected) => {
  expect(repaired(body, true)).toBe(expected);
});

test('empty lines go, however many', () => {
  expect(repaired('\n\nG4|\n\n\nA4|\n', false)).toBe('G4|\nA4|\n');
});

test('what is repaired stays so; good music stays as it is', () => {
  fc.assert(
    fc.property(music, fc.boolean(), (pieces, open) => {
      const body = pieces
        .join('')
        .replace(/[!%\\"].*$/gm, '')
        .replace(/ +/g, ' ');
      const once = repaired(body, open);
      expect(repaired(once, open)).toBe(once);
      expect(soundsOf(`K:C\n${once}`)).toEqual(soundsOf(`K:C\n${body}`));
    }),
  );
});
