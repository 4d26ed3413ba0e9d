import { expect, test } from 'vitest';
import { startBarTexts } from '../../../src/abc/canonical/bar-texts.ts';
import { hasWholePhrases } from '../../../src/abc/canonical/phrases.ts';

const HEADER = 'R:jig\nM:6/8\nK:D\n';
const four = 'DFA AFD|EGE EFG|FAF GEC|D3 D3|\n';
const eight = four + four;
const repeated = (part: string) => `${part.slice(0, -2)}:|\n`;

test.each([
  ['two parts of eight bars', repeated(eight) + repeated(eight), true],
  ['parts of four', repeated(four) + repeated(four), true],
  ['sixteen bars without a repeat', `${eight}${eight.slice(0, -2)}|]\n`, true],
  ['a part of seven', repeated(eight) + repeated(eight.slice(eight.indexOf('|') + 1)), false],
  ['a part of five', `${four}DFA AFD||\n${repeated(eight)}`, false],
  ['an upbeat and its complement', repeated(`A|${eight.slice(0, -3)}2|\n`), true],
  ['an upbeat within', `${repeated(four)}A|${repeated(four)}`, true],
  ['two endings of a bar', `${four.slice(0, -7)}|1D3 D3:|2D3 DFA|]\n`, true],
  ['two endings that are one too many', `${four}1D3 D3:|2D3 DFA|]\n`, false],
])('%s: %s', (_, music, whole) => {
  expect(hasWholePhrases(startBarTexts(HEADER), music)).toBe(whole);
});
