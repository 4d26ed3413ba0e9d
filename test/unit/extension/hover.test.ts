import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainAt } from '../../../src/extension/hover/explain.ts';
import { asMarkdown } from '../../../src/extension/hover/markdown.ts';
import { passageOf } from '../../../src/extension/hover/passage.ts';
import { abcText, runs } from '../abc/arbitraries.ts';

const HEADER = 'X:1\nT:Hover\nM:6/8\nL:1/8\nK:D\n';

/** What is said of the place before the "‸": title, text and the range it is about. */
function said(marked: string, fileHeader = '') {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const found = explainAt(passageOf(text, true, fileHeader), offset);
  return found && { title: found.title, text: found.text, about: text.slice(found.start, found.end) };
}

test.each([
  ['A2F ‸d3|', 'D5 · dotted quarter note'],
  ['‸F', 'F♯4 · eighth note'],
  ['=F ‸F', 'F4 · eighth note'],
  ["A>‸B c'", 'B4 · sixteenth note'],
  ['‸A>B', 'A4 · dotted eighth note'],
  ['(3A‸Bc', 'B4 · triplet eighth note'],
  ['[A,‸CE]2', 'C♯4 · quarter note'],
  ['{‸g}a', 'G5 · grace note'],
  ['‸z2', 'quarter rest'],
  ['‸Z4|', '4 bars of rest'],
  ['‸A5', 'A4 · half tied to eighth note'],
])('the length of %j is %j', (body, title) => {
  expect(said(HEADER + body)?.title).toBe(title);
});

test.each([
  ['ABc def‸|', 'This bar holds 6/8, as the meter asks.'],
  ['ABc def|ABc de‸|ABc def|', 'This bar holds 5/8 of 6/8. 1/8 is missing.'],
  ['ABc def|ABc deff‸|ABc def|', 'This bar holds 7/8 of 6/8. That is 1/8 too much.'],
  ['d‸|ABc def|ABc de|]', 'This bar holds 1/8 of 6/8. It is a pickup.'],
  ['[M:none]ABcd‸|', 'This bar holds 2/4; no meter asks for more or less.'],
])('the bar line of %j: %s', (body, text) => {
  expect(said(HEADER + body)?.text).toBe(text);
});

test.each([
  ['M:C|\nK:C\nC8‸|', 'This bar holds 2/2, as the meter asks.'],
  ['M:(2+3)/8\nL:1/8\nK:C\nC5|C4‸|C5|', 'This bar holds 4/8 of 5/8. 1/8 is missing.'],
])('bars are counted as their meter counts: %j', (text, expected) => {
  expect(said(text)?.text).toBe(expected);
});

test.each([
  ['!tri‸ll!A', '!trill!', 'Trill.'],
  ['‸~A', '~ = !roll!', 'Irish roll: the note cut from above and tapped from below.'],
  ['U:W = !wedge!\n‸WA', 'W = !wedge!', 'Staccatissimo.'],
  ['%%MIDI pro‸gram 1 40\n', '%%MIDI program', 'Instrument: %%MIDI program [channel] 0–127. 40 is Violin.'],
])('a sign: %j', (body, title, text) => {
  expect(said(HEADER + body)).toMatchObject({ title, text });
});

test.each([
  ['‸K:Amix\n', 'K: Key', 'Here: A mixolydian, C♯, F♯.'],
  ['K: B‸bm\n', 'K: Key', 'Here: B♭ minor, A♭, B♭, D♭, E♭, G♭.'],
  ['M:9‸/8\n', 'M: Meter', 'Here: 3 beats of 3/8.'],
  ['M:(2+3)‸/8\n', 'M: Meter', 'Here: beats of 1/4 and 3/8.'],
  ['L:1/‸16\n', 'L: Unit note length', 'Here: a bare letter is one sixteenth note.'],
  ['K:C\nabc [M:3/‸4] c6|', 'M: Meter', 'Here: 3 beats of 1/4.'],
  ['T:The ‸Kesh\n', 'T: Title', 'Name of the tune'],
  ['I:linebr‸eak $\n', '%%linebreak', 'What breaks a line of score'],
])('a field: %j', (text, title, contained) => {
  const found = said(text);
  expect(found?.title).toBe(title);
  expect(found?.text).toContain(contained);
});

test.each(['K:C\nab‸ c|', 'K:C\n!nonsen‸se!a|', '% co‸mment\nK:C\n', 'T:a\n‸', 'Y:wh‸at\nK:C\n', '‸'])(
  'nothing is said of %j',
  (text) => {
    expect(said(text)).toBeNull();
  },
);

test('a text is shown as it is, whatever Markdown would make of it', () => {
  expect(asMarkdown('5/8 of *6/8* <b>')).toBe(String.raw`5\/8 of \*6\/8\* \<b\>`);
});

test('blanks behind a value are not explained', () => {
  expect(explainAt(passageOf('X: ', false, ''), 2)).toBeNull();
});

test('any place of any text is explained or not, and its range is around it', () => {
  fc.assert(
    fc.property(abcText, fc.nat(), fc.boolean(), (text, at, isTune) => {
      const offset = at % (text.length + 1);
      const found = explainAt(passageOf(text, isTune, 'M:3/4\n'), offset);
      if (found === null) return;
      expect(found.start).toBeLessThanOrEqual(offset);
      expect(found.end).toBeGreaterThan(offset);
      expect(found.title).not.toBe('');
    }),
    { numRuns: runs(2000) },
  );
});
