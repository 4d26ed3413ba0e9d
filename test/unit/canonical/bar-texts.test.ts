import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BarTexts,
  placeInPart,
  readCharacter,
  startBarTexts,
} from '../../../src/abc/canonical/bar-texts.ts';
import { anyText } from '../abc/arbitraries.ts';

function read(body: string, meter = '2/4'): BarTexts {
  return Array.from(body).reduce(readCharacter, startBarTexts(`M:${meter}\nK:C\n`));
}

test.each([
  ['bars', 'A2B2|c2d2|', ['A2B2', 'c2d2']],
  ['a pickup', 'G|A2B2|c2d2|', ['A2B2', 'c2d2']],
  ['half a bar before a repeat and half behind', 'A2B2|c2:|\nd2|e2f2|', ['A2B2', 'c2', 'e2f2']],
  ['pickups of both parts', 'G|A2B2|c3:|\nd|e2f2|g3|]\n', ['A2B2', 'c3', 'e2f2', 'g3']],
  ['a bar as long as its meter at the start of a part', 'A2B2|\n|:c2d2:|\n', ['A2B2', 'c2d2']],
  ['variant endings', 'A2B2|1c2d2:|2 e2f2|]\n', ['A2B2', 'c2d2', ' e2f2']],
  ['variant endings in brackets', 'A2B2|[1c2d2:|[2e2f2|]\n', ['A2B2', 'c2d2', 'e2f2']],
  ['chords', '[Ac]2B2|', ['[Ac]2B2']],
  ['a tuplet with colons', '(3:2:2ABcd|e4|', ['(3:2:2ABcd', 'e4']],
  ['a bar line in quotes', '"Am|b"A2B2|', ['"Am|b"A2B2']],
  ['an inline field', '[K:D]A2B2|[M:3/4]A2B2c2|', ['[K:D]A2B2', '[M:3/4]A2B2c2']],
])('%s', (_, body, bars) => {
  expect(read(body).bars).toEqual(bars);
});

test.each(['G', 'B/c/', 'A>G', '(3ABc', '{ag}A/4B/4c/ d', '"Am"[Ac]2', 'd3/2e/'])(
  '%s is a pickup in 2/4',
  (text) => {
    expect(read(`${text}|A2B2|`).bars).toEqual(['A2B2']);
  },
);

test.each(['G3', 'A>Gc', '(3ABcd', '[Ac]3', 'd5/2'])('%s is none', (text) => {
  expect(read(`${text}|A2B2|`).bars).toEqual([text, 'A2B2']);
});

test('a meter that changes decides what a pickup is', () => {
  const twoFour = 'A2B2|';
  expect(read(`${twoFour}\n|:c2|`, '2/4').bars).toEqual(['A2B2']);
  expect(read(`[M:1/4]c2|\n|:c2|`, '2/4').bars).toEqual(['[M:1/4]c2', 'c2']);
  expect(read('A|B|c|', 'none').bars).toEqual(['A', 'B', 'c']);
});

test.each([
  ['', null],
  ['G|', 0],
  ['G|A2B2|', 1],
  ['A2B2|c2d2|e2', 2],
  ['A2B2|c2d2||\n', null],
  ['A2B2|c2d2:|\n', null],
  ['A2B2|c2d2:|\n|:', null],
  ['A2B2|c2d2:|\ne|', 0],
  ['A2B2|1c2d2:|2', 2],
  ['A2B2|1c2d2:|2e2f2|]\n', null],
])('after %j comes bar %s of the part', (body, place) => {
  expect(placeInPart(read(body))).toBe(place);
});

test('any text is read; its bars stand in it one after the other', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let from = 0;
      for (const bar of read(text).bars) {
        const at = text.indexOf(bar, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + bar.length;
      }
    }),
  );
});
