import { readFileSync } from 'node:fs';
import { object, parse, string } from 'valibot';
import { describe, expect, test } from 'vitest';
import { ROOT } from './tokenise.ts';

const Configuration = object({
  wordPattern: string(),
  folding: object({ markers: object({ start: string(), end: string() }) }),
});
const source = readFileSync(new URL('language-configuration.json', ROOT), 'utf8').replace(
  /^\s*\/\/.*$/gm,
  '',
);
const configuration = parse(Configuration, JSON.parse(source));

describe('words', () => {
  const words = (line: string): string[] => line.match(new RegExp(configuration.wordPattern, 'g')) ?? [];

  test.each([
    ['GABc ^c2>d', ['GABc', '^c2', 'd']],
    ["|:_B,,3/2 c'4:|", ['_B,,3/2', "c'4"]],
    ['[CEG]2 {ag}f !trill!e', ['CEG', '2', 'ag', 'f', 'trill', 'e']],
    ['"Am7/C"c(3def', ['Am7/C', 'c', '3def']],
    ["w:don't you hur-ry", ['w', "don't", 'you', 'hur', 'ry']],
    ['%%MIDI program 73', ['MIDI', 'program', '73']],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });
});

test('text blocks fold', () => {
  const { start, end } = configuration.folding.markers;
  expect('%%begintext align').toMatch(new RegExp(start));
  expect('%%endtext').toMatch(new RegExp(end));
  expect('%%text').not.toMatch(new RegExp(start));
});
