import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addRolls } from '../../../src/abc/editing/ornaments/add-rolls.ts';
import { removeOrnaments } from '../../../src/abc/editing/ornaments/remove.ts';
import { abcText, runs } from './arbitraries.ts';
import { heard, warnings } from './abcjs-ear.ts';
import { plainTune } from './ornate.ts';

const rolled = (text: string, fileHeader = ''): string => {
  const result = addRolls(text, fileHeader);
  return result.kind === 'rewritten' ? result.text : `refused: ${result.reason}`;
};

test.each([
  // Jigs: dotted crotchets on the beat, not on the last note of a part.
  ['M:6/8\nL:1/8\nK:G\nG3 BAB|d2B G3|AcA G3:|', 'M:6/8\nL:1/8\nK:G\n~G3 BAB|d2B ~G3|AcA G3:|'],
  ['M:6/8\nL:1/8\nK:G\nGB3 AG|A3 B3|c6|', 'M:6/8\nL:1/8\nK:G\nGB3 AG|~A3 ~B3|c6|'],
  // Reels: one long note of a bar.
  ['M:4/4\nL:1/8\nK:D\nD2|A2FA D3E|f3e d2A2|d8|]', 'M:4/4\nL:1/8\nK:D\nD2|~A2FA D3E|~f3e d2A2|d8|]'],
  ['M:C|\nL:1/4\nK:D\nA/F2A/|"D"FA2z/A/|d4|]', 'M:C|\nL:1/4\nK:D\nA/F2A/|"D"~FA2z/A/|d4|]'],
  // What is ornamented, tied, broken or a chord stays as it is.
  ['M:6/8\nL:1/8\nK:G\nTG3 {a}B3|A3-A3|[GB]3 d3|e6|', 'M:6/8\nL:1/8\nK:G\nTG3 {a}B3|A3-A3|[GB]3 ~d3|e6|'],
  [
    'M:4/4\nL:1/4\nK:G\nA>BA>B|(3ABA(3ABA[AB]2|.A"G".B.A{c}B|d4|',
    'refused: There is no long note on a beat here that is still plain.',
  ],
  ['U:~=!coda!\nM:6/8\nL:1/8\nK:G\nG3 B3|d6|', 'U:~=!coda!\nM:6/8\nL:1/8\nK:G\n!roll!G3 !roll!B3|d6|'],
])('%j with rolls is %j', (text, expected) => {
  expect(rolled(text)).toBe(expected);
});

test('the file header gives the meter', () => {
  expect(rolled('K:G\nG3 B2d|e6|', 'M:6/8\n')).toBe('K:G\n~G3 B2d|e6|');
});

test('taken out again, rolls leave the text as it was; abcjs hears the same notes', () => {
  fc.assert(
    fc.property(plainTune, fc.constantFrom('4/4', '6/8', '2/4'), (tune, meter) => {
      const text = tune.replace('M:4/4', `M:${meter}`);
      const after = addRolls(text);
      if (after.kind === 'refused') return;
      expect(removeOrnaments(after.text, new Set(['ornaments']))).toEqual({ kind: 'rewritten', text });
      expect(heard(after.text)).toEqual(heard(text));
      expect(warnings(after.text)).toEqual(warnings(text));
    }),
    { numRuns: runs(150) },
  );
});

test('any text is taken without an error', () => {
  fc.assert(
    fc.property(abcText, (body) => void addRolls(`M:6/8\nK:G\n${body}`)),
    { numRuns: runs(500) },
  );
});
