import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { barRepairs } from '../../../src/abc/editing/repair/bar-repairs.ts';
import { abcText, runs } from './arbitraries.ts';
import { plainTune } from './ornate.ts';

const HEAD = 'M:4/4\nL:1/8\nK:D\nA2FA DAFA|';

/** The bar that is wrong in `A2FA DAFA|… |d8|`, in all the ways it may be repaired. */
const repairs = (bar: string): string[] => {
  const text = `${HEAD}${bar}|d8|]\n`;
  const start = readBars(text)[1]?.start ?? 0;
  return barRepairs(text, start).map((repair) =>
    repair.text.slice(HEAD.length, repair.text.indexOf('d8') - 1),
  );
};

test.each([
  // A note is too short, or missing.
  [
    'B2dB AFE',
    ['B2dB AFE2', 'B3dB AFE', 'B2d2B AFE', 'B2dB AFED', 'B2dB AFEF', 'B2dB AFEz', 'B2dBc AFE', 'zB2dB AFE'],
  ],
  // A dot or a pair of lengths.
  ['B>d B AFE2-', ['B>d B2 AFE2-', 'B>d B AFE3-', 'B>d B AFE2-D']],
  ['B/d/B2 AFED', ['BdB2 AFED', 'B/d/B3 AFED']],
  // Too much: shorter, one less, a triplet, a bar line.
  ['B2dB AFEDE', ['BdB AFEDE', 'B2dB AFED', 'B2dB AFEE', 'B2(3dBA FEDE'.replace('A F', ' AF')]],
  ['BdBd AFED BdBd AFED', ['BdBd AFED| BdBd AFED']],
  ['(3BdB d AFED', ['BdB d AFED', '(3BdB d2 AFED']],
  // What clings to a note goes with it.
  ['B2{c}~dB AF"G"(ED)E', ['B2B AF"G"(ED)E', 'B2{c}~dB AF"G"(ED)']],
])('%j may be repaired as %j', (bar, expected) => {
  const found = repairs(bar);
  for (const repair of expected) expect(found).toContain(repair);
});

test('a bar line too many may be taken away', () => {
  const text = 'M:4/4\nL:1/8\nK:D\nA2FA DAFA|B2|dB AFED|d8|]\n';
  const start = text.indexOf('B2');
  expect(barRepairs(text, start).map((repair) => repair.text)).toContain(text.replace('B2|dB', 'B2 dB'));
});

test.each(['A2FA DAFA', 'A2FA DAFA & D8', 'Z2'])('there is nothing to repair in %j', (bar) => {
  expect(repairs(bar)).toEqual([]);
});

test('the file header gives meter and unit', () => {
  const text = 'K:D\nA2FA DAFA|B2dB AFE|d8|]';
  expect(barRepairs(text, 14, 'M:4/4\nL:1/8\n').length).toBeGreaterThan(5);
  expect(barRepairs(text, 14)).toEqual([]);
});

test('every repair makes the bar full, and changes no other', () => {
  fc.assert(
    fc.property(plainTune, fc.nat(200), (tune, seed) => {
      const notes = [...tune.matchAll(/(?<=[A-Ga-g,'])2/g)];
      const at = notes[seed % Math.max(1, notes.length)]?.index;
      if (at === undefined || at < tune.indexOf('\nK:')) return;
      const text = tune.slice(0, at) + tune.slice(at + 1);
      const bar = readBars(text).find(({ verdict }) => verdict === 'short' || verdict === 'long');
      if (!bar) return;
      const found = barRepairs(text, bar.start);
      expect(found.map((repair) => repair.text)).toContain(tune);
      for (const repair of found) {
        expect(readBars(repair.text).every(({ verdict }) => verdict !== 'short' && verdict !== 'long')).toBe(
          true,
        );
      }
    }),
    { numRuns: runs(100) },
  );
});

test('any text is taken without an error', () => {
  fc.assert(
    fc.property(abcText, (body) => {
      const text = `M:2/4\nK:G\n${body}`;
      for (const { start } of readBars(text).slice(0, 3)) barRepairs(text, start);
    }),
    { numRuns: runs(300) },
  );
});
