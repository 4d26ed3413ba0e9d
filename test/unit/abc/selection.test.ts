import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectionsAt } from '../../../src/abc/selection.ts';
import { abcText, anyText, runs } from './arbitraries.ts';

const HEADER = 'X:1\nM:4/4\nL:1/8\nK:C\n';

/** What a selection takes in as it grows from the "‸" of a tune's body, up to the line. */
function steps(marked: string): string[] {
  const body = marked.replace('‸', '');
  const all = selectionsAt(HEADER + body, true, HEADER.length + marked.indexOf('‸'));
  const texts = all.map(({ start, end }) => (HEADER + body).slice(start, end));
  return texts.filter((text) => !text.includes('\n'));
}

test.each([
  ['ab‸c def|gab|', ['c', 'abc', 'abc def', 'abc def|gab|']],
  // A note with its accidental, octave and length, then with all that belongs to it.
  [
    'ab "Am"!trill!{g}^‸c,3/2- d|',
    ['^c,3/2', '"Am"!trill!{g}^c,3/2-', 'ab "Am"!trill!{g}^c,3/2- d', 'ab "Am"!trill!{g}^c,3/2- d|'],
  ],
  ['a "A‸m"b|c|', ['Am', '"Am"', '"Am"b', 'a "Am"b', 'a "Am"b|c|']],
  ['a .T‸b|c|', ['b', '.Tb', 'a .Tb', 'a .Tb|c|']],
  // Chords, grace groups, tuplets, slurs.
  ['ab ~[C!1!‸EG]2-|', ['E', '!1!E', '[C!1!EG]2', '~[C!1!EG]2-', 'ab ~[C!1!EG]2-', 'ab ~[C!1!EG]2-|']],
  ['{‸ga}b c|d|', ['g', '{ga}', '{ga}b', '{ga}b c', '{ga}b c|d|']],
  ['(3‸abc de|f|', ['a', '(3abc', '(3abc de', '(3abc de|f|']],
  ['(3a b‸ c de|f|', ['b', '(3a b c', '(3a b c de', '(3a b c de|f|']],
  ['a (‸bc d) e|f|', ['b', '(bc', '(bc d)', 'a (bc d) e', 'a (bc d) e|f|']],
  // At the end of a note it is that note which counts; on a bar line or blank, what stands before it.
  ['abc‸ d|e|', ['c', 'abc', 'abc d', 'abc d|e|']],
  ['ab‸|c|', ['b', 'ab', 'ab|c|']],
  // Endings, repeats and voices start and end bars.
  ['|1 ab‸ c :|2 d|]', ['b', 'ab', 'ab c', '|1 ab c :|2 d|]']],
  ['[V:1] ‸ab c|d| % end', ['a', 'ab', 'ab c', '[V:1] ab c|d| % end']],
  ['[K:D‸]ab|', ['D', '[K:D]', '[K:D]ab', '[K:D]ab|']],
  ['w:la‸-la la', ['la-la', 'la-la la', 'w:la-la la']],
  ['T:Second ti‸tle % x', ['title', 'Second title', 'T:Second title', 'T:Second title % x']],
  ['% a com‸ment', ['comment', '% a comment']],
  ['%%MIDI pro‸gram 1', ['program', '%%MIDI program 1']],
])('%j grows to %j', (body, expected) => {
  expect(steps(`${body}\n`)).toEqual(expected);
});

test('a selection grows from the note to the repeat, the voice, the part, the body, the tune and the file', () => {
  const tune = `${HEADER}P:A\nV:1\n|:abc|\ndef:|\nw:la\nV:2\nC|\nP:B\nabc|\n\n`;
  const texts = selectionsAt(tune, true, tune.indexOf('def')).map(({ start, end }) => tune.slice(start, end));
  expect(texts).toEqual([
    'd',
    'def',
    'def:|',
    '|:abc|\ndef:|',
    'V:1\n|:abc|\ndef:|\nw:la',
    'P:A\nV:1\n|:abc|\ndef:|\nw:la\nV:2\nC|',
    'P:A\nV:1\n|:abc|\ndef:|\nw:la\nV:2\nC|\nP:B\nabc|',
    tune.trimEnd(),
    tune,
  ]);
});

test('in a header it grows to the header; a bar may go over the end of a line', () => {
  const tune = 'X:1\r\nM:4/4\r\nK:C\r\nabc\r\ndef|gab|';
  const at = (what: string): string[] =>
    selectionsAt(tune, true, tune.indexOf(what)).map(({ start, end }) => tune.slice(start, end));
  expect(at('4/4')).toEqual(['4/4', 'M:4/4', 'X:1\r\nM:4/4\r\nK:C', tune]);
  expect(at('abc')).toEqual(['a', 'abc', 'abc\r\ndef', 'abc\r\ndef|gab|', tune]);
});

test('text between tunes grows by lines', () => {
  expect(selectionsAt('some words\nmore\n', false, 6)).toEqual([
    { start: 5, end: 10 },
    { start: 0, end: 10 },
    { start: 0, end: 15 },
    { start: 0, end: 16 },
  ]);
});

test.each([
  ['tunes', abcText.map((body) => HEADER + body)],
  ['any text', anyText],
])('in %s every step holds the cursor and lies within the next', (_, texts) => {
  fc.assert(
    fc.property(texts, fc.boolean(), fc.nat(), (text, isTune, at) => {
      const offset = at % (text.length + 1);
      let last = { start: offset, end: offset };
      for (const { start, end } of selectionsAt(text, isTune, offset)) {
        expect(start <= last.start && last.end <= end && end - start > last.end - last.start).toBe(true);
        last = { start, end };
      }
      expect(last).toEqual(text === '' ? { start: 0, end: 0 } : { start: 0, end: text.length });
    }),
    { numRuns: runs(2000) },
  );
});
