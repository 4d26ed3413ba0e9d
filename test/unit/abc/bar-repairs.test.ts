import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { barRepairs } from '../../../src/abc/editing/repair/bar-repairs.ts';
import { applyEdits } from '../../../src/abc/editing/apply.ts';
import { mechanicalRepairs } from '../../../src/abc/editing/repair/mechanical.ts';
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

test.each([
  ['B2dB AFE', ['Make the last note E2: B2dB AFE2']],
  ['B2dB AFEDE', []],
  ['B2dB AFED2', ['Make the last note D: B2dB AFED']],
  ['BdBd AFED BdBd AFED', ['Put a bar line where the bar is full: BdBd AFED| BdBd AFED']],
  ['B2dB [AF]2^c,', ['Make the last note ^c,2: B2dB [AF]2^c,2']],
  ['B2dB AF[EC]', ['Make the last note [EC]2: B2dB AF[EC]2']],
  ['B2dB A"G"FE-', ['Make the last note E2: B2dB A"G"FE2-']],
])('what can be done about %j without an ear: %j', (bar, expected) => {
  const text = `${HEAD}${bar}|d8|]\n`;
  const found = mechanicalRepairs(text, readBars(text)[1]?.start ?? 0).map(({ title, edits }) => {
    const after = applyEdits(text, edits);
    return `${title}: ${after.slice(HEAD.length, after.indexOf('|d8'))}`;
  });
  expect(found).toEqual(expected);
});

test('two bars that make one', () => {
  const text = 'M:4/4\nL:1/8\nK:D\nA2FA DAFA|B2|dB AFED|d8|]\n';
  const titles = mechanicalRepairs(text, text.indexOf('B2')).map(({ title }) => title);
  expect(titles).toEqual(['Make the last note B8', 'Take the bar line away']);
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
