import { expect, test } from 'vitest';
import { contextAt } from '../../../src/abc/context.ts';
import { formatFraction } from '../../../src/abc/fraction.ts';

/** The context at the `§` of a text. */
const at = (marked: string, fileHeader = '') =>
  contextAt(marked.replace('§', ''), marked.indexOf('§'), fileHeader);

test.each([
  ['X:1\n§', 'header'],
  ['X:1\nT:Tu§', 'header'],
  ['X:1\nK:D§', 'header'],
  ['X:1\nK:D\n§', 'body'],
  ['X:1\nK:D\n§abc|\n', 'body'],
  ['X:1\nK:D\nabc|§', 'body'],
  ['X:1\nK:D\r\nabc|\r\n§', 'body'],
  ['X:1\nK:D\nabc|%no§', 'comment'],
  ['X:1\nT:x %no§\nK:D\n', 'comment'],
  ['X:1\nK:D\nabc|\nw:la §', 'lyric'],
  ['X:1\nK:D\nabc|\nw:la\n+:§', 'field'],
  ['X:1\nK:D\nabc|\ns:!p!§', 'symbol'],
  ['X:1\nK:D\n%%MIDI pro§', 'directive'],
  ['X:1\nK:D\n%%begintext\nhello§\n%%endtext\n', 'text'],
  ['X:1\nH:one\ntwo§\nK:D\n', 'text'],
  ['X:1\nK:D\nM:3§/4\nabc|', 'field'],
  ['X:1\nK:D\nabc|[M:3§/4]', 'inline field'],
  ['X:1\nK:D\nabc|[M:3/4]§', 'body'],
  ['X:1\nK:D\nabc|"Am§', 'chord symbol'],
  ['X:1\nK:D\nabc|"Am"§', 'body'],
  ['X:1\nK:D\nabc|"^sl§ow"', 'annotation'],
  ['X:1\nK:D\nabc|!tr§ill!', 'decoration'],
  ['X:1\nK:D\nabc|!trill!§', 'body'],
  ['X:1\nM:4/4\nabc§', 'body'],
])('%j is in the %s', (text, place) => {
  expect(at(text).place).toBe(place);
});

const settings = (marked: string, fileHeader = '') => {
  const { meter, unitNoteLength, key, voice } = at(marked, fileHeader);
  return `${meter.text} ${formatFraction(unitNoteLength)} ${key.text} ${voice}`.trim();
};

test.each([
  ['X:1\nM:6/8\nK:D\n§abc', '6/8 1/8 D'],
  ['X:1\nM:2/4\nK:D\n§abc', '2/4 1/16 D'],
  ['X:1\nL:1/4\nM:2/4\nK:D\n§abc', '2/4 1/4 D'],
  ['X:1\nM:6/8\nK:D\nabc|[M:9/8][K:G]d§', '9/8 1/8 G'],
  ['X:1\nM:6/8\nK:D\nabc|§[M:9/8]d', '6/8 1/8 D'],
  ['X:1\nM:4/4\nK:D\nabc|\nL:1/4\nK:bass\nd§', '4/4 1/4 D'],
  ['X:1\nM:4/4\nK:D\nV:1\n[M:3/4]abc|\nV:2\nd§', '4/4 1/8 D 2'],
  ['X:1\nM:4/4\nK:D\nV:1\n[M:3/4]abc|\nV:2\nd\nV:1\n§', '3/4 1/8 D 1'],
  ['X:1\nK:D\n§', 'none 1/8 D'],
])('%j has %s', (text, expected) => {
  expect(settings(text)).toBe(expected);
});

test('the file header holds for every tune', () => {
  expect(settings('X:1\nK:D\n§', '%abc-2.1\nM:3/4\nL:1/4\n')).toBe('3/4 1/4 D');
});

test('rhythm and other fields', () => {
  const { rhythm, fields } = at('X:7\nT:One\nT:Two\nR:slip jig\nK:D\nabc§');
  expect(rhythm).toBe('slip jig');
  expect([fields.get('X'), fields.get('T'), fields.get('Q')]).toEqual(['7', 'One', undefined]);
});
