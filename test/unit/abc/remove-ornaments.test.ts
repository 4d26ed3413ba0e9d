import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DECORATIONS } from '../../../src/abc/decorations.ts';
import {
  kindOfDecoration,
  ORNAMENT_KINDS,
  type OrnamentKind,
} from '../../../src/abc/editing/ornaments/kinds.ts';
import { removeOrnaments } from '../../../src/abc/editing/ornaments/remove.ts';
import { abcText, runs } from './arbitraries.ts';
import { heard } from './abcjs-ear.ts';
import { ornateTune } from './ornate.ts';

const removed = (text: string, kinds: readonly OrnamentKind[], fileHeader = ''): string => {
  const result = removeOrnaments(text, new Set(kinds), fileHeader);
  return result.kind === 'rewritten' ? result.text : `refused: ${result.reason}`;
};

const RICH = 'K:D\n{/ga}~A2 .F"G"!trill!A !p!u!1!D{c}.B !segno!H!coda!c|\nw:~ !p! {a}\n';

test.each<readonly [OrnamentKind[], string]>([
  [[], RICH],
  [['ornaments'], 'K:D\n{/ga}A2 .F"G"A !p!u!1!D{c}.B !segno!H!coda!c|\nw:~ !p! {a}\n'],
  [['grace notes'], 'K:D\n~A2 .F"G"!trill!A !p!u!1!D.B !segno!H!coda!c|\nw:~ !p! {a}\n'],
  [['articulation'], 'K:D\n{/ga}~A2 F"G"!trill!A !p!u!1!D{c}B !segno!!coda!c|\nw:~ !p! {a}\n'],
  [['bowing', 'fingering'], 'K:D\n{/ga}~A2 .F"G"!trill!A !p!D{c}.B !segno!H!coda!c|\nw:~ !p! {a}\n'],
  [['dynamics'], 'K:D\n{/ga}~A2 .F"G"!trill!A u!1!D{c}.B !segno!H!coda!c|\nw:~ !p! {a}\n'],
  [[...ORNAMENT_KINDS], 'K:D\nA2 F"G"A DB !segno!!coda!c|\nw:~ !p! {a}\n'],
])('without %j', (kinds, expected) => {
  expect(removed(RICH, kinds)).toBe(expected);
});

test.each([
  ['[!1!C!3!E~G]2 A|', '[CEG]2 A|'],
  ['A | ~ B !trill! | c', 'A | B | c'],
  ['(3~ABc .(de) .| f.-f', '(3ABc .(de) .| f.-f'],
  ['A>~B {gag}>c', 'A>B >c'],
  ['+trill+A !unheard-of!B !8va(!c', 'A !unheard-of!B !8va(!c'],
  ['A{gB|c d}e', 'A{gB|c d}e'],
  ['"^T~"A "T"B % ~T\n[r:~T]c', '"^T~"A "T"B % ~T\n[r:~T]c'],
])('all of %j taken out leaves %j', (body, expected) => {
  expect(removed(`K:D\n${body}\n`, ORNAMENT_KINDS)).toBe(`K:D\n${expected}\n`);
});

test('U: says what a letter stands for', () => {
  const text = 'U:T=!segno!\nU:W=!p!\nK:D\n~T~WA[U:~=!coda!]|';
  expect(removed(text, ['dynamics'])).toBe('U:T=!segno!\nU:W=!p!\nK:D\n~T~A[U:~=!coda!]|');
  expect(removed('K:D\nWA|', ['dynamics'], 'U:W=!p!\n')).toBe('K:D\nA|');
  expect(removed('K:D\nWA|', ['dynamics'])).toBe('K:D\nWA|');
});

test('what steers the playing is no ornament', () => {
  const others = [...DECORATIONS].filter((name) => kindOfDecoration(name) === null);
  for (const name of ['segno', 'coda', 'D.C.', 'D.S.', 'fine', '8va(', '15mb)', 'courtesy', 'ped', 'style=x'])
    expect(others).toContain(name);
});

test('abcjs hears the same notes without ornaments', () => {
  fc.assert(
    fc.property(ornateTune, fc.subarray([...ORNAMENT_KINDS]), (text, kinds) => {
      expect(heard(removed(text, kinds))).toEqual(heard(text));
    }),
    { numRuns: runs(150) },
  );
});

test('what is left has nothing to remove', () => {
  fc.assert(
    fc.property(abcText, (body) => {
      const once = removed(`K:G\n${body}`, ORNAMENT_KINDS);
      if (!once.startsWith('refused')) expect(removed(once, ORNAMENT_KINDS)).toBe(once);
    }),
    { numRuns: runs(500) },
  );
});
