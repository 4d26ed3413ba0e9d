import { describe, expect, test } from 'vitest';
import { variations } from '../../../src/extension/replace-bars/variations.ts';
import { wholeBars } from '../../../src/extension/replace-bars/whole-bars.ts';

const HEADER = 'X:1\nM:4/4\nL:1/8\nK:D\n';

/** What `wholeBars` makes of the stretch between `‹` and `›`. */
function rounded(marked: string): string {
  const from = HEADER.length + marked.indexOf('‹');
  const tune = HEADER + marked.replace('‹', '').replace('›', '');
  const to = HEADER.length + marked.replace('‹', '').indexOf('›');
  const found = wholeBars(tune, from, to);
  return found.kind === 'bars' ? `${found.bars}: ${tune.slice(found.start, found.end)}` : found.reason;
}

describe('a selection is rounded to whole bars', () => {
  test.each([
    ['part of a bar', 'A2FA DAFA|BG‹dB› AFED|d8|', '1: BGdB AFED'],
    ['a bar with its bar line', 'A2FA DAFA|‹BGdB AFED|›d8|', '1: BGdB AFED'],
    ['parts of two', 'A2FA DA‹FA|B›GdB AFED|d8|', '2: A2FA DAFA|BGdB AFED'],
    ['blanks around the bar line', '‹A2FA DAFA | BGdB AFED› | d8 |', '2: A2FA DAFA | BGdB AFED'],
    ['over a line end', 'A2FA DAFA|‹BGdB AFED|\nd8›|', '2: BGdB AFED|\nd8'],
    ['a cursor', 'A2FA DAFA|BG‹›dB AFED|', '1: BGdB AFED'],
    ['with chord symbols', 'A2FA DAFA|"G"B‹Gd›B "A"AFED|', '1: "G"BGdB "A"AFED'],
    ['the last, which no bar line ends', 'A2FA DAFA|B‹Gd›B', '1: BGdB'],
    ['but not a key before it', 'A8|[K:G]G4 ‹D4›|', '1: G4 D4'],
  ])('%s', (_, marked, bars) => {
    expect(rounded(marked)).toBe(bars);
  });

  test.each([
    ['nothing is selected', 'A8|\n‹›', 'Select the bars to replace.'],
    ['words stand between', '‹A8|\nw:la\nB8›|', /words, fields or comments/],
    ['a key stands between', '‹A8|[K:G]B8›|', /words, fields or comments/],
    ['a repeat sign stands between', '‹A8:|B8›|', /repeat sign/],
    ['an ending stands between', '‹A8|1 B8›|', /repeat sign, double bar or ending/],
  ])('none where %s', (_, marked, reason) => {
    expect(rounded(marked)).toMatch(reason);
  });
});

describe('of the continuations is taken', () => {
  const BODY = 'A2FA DAFA|BGdB AFED|d8|]';
  const start = HEADER.length + BODY.indexOf('BGdB');
  const replaced = { kind: 'bars', start, end: start + 'BGdB AFED'.length, bars: 1 } as const;
  const best = (...continuations: string[]) => variations(HEADER + BODY, replaced, continuations);

  test('each that fits, without its bar line', () => {
    expect(best('Bcde dcBA|', 'defg fedc|')).toEqual(['Bcde dcBA', 'defg fedc']);
    expect(best(' Bcde dcBA |]\n')).toEqual(['Bcde dcBA']);
  });

  test('none of another length, none that parts the tune, not what stood there', () => {
    expect(best('Bcde|', 'Bcde dcBA|A8|', 'Bcd:|e dcBA|', 'B Gd B AFED|')).toEqual([]);
  });

  test('one that fills the meter where the bar did not', () => {
    const tune = `${HEADER}A2FA DAFA|BGdB AF|d8|]`;
    const short = { ...replaced, end: replaced.start + 'BGdB AF'.length };
    expect(variations(tune, short, ['Bcde dcBA|', 'Bcde dc|', 'Bcde d|'])).toEqual(['Bcde dcBA', 'Bcde dc']);
  });

  test('each once', () => {
    expect(best('Bcde dcBA|', 'Bcde dcBA |')).toEqual(['Bcde dcBA']);
  });
});
