import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editBook, readBook } from '../../../src/abc/book.ts';
import { applyEdits } from '../../../src/abc/editing/apply.ts';
import { createDiagnoser, diagnose, diagnoseTune } from '../../../src/abc/diagnostics.ts';
import { abcText, anyText, runs } from './arbitraries.ts';

/** A sound tune around the music or header lines to be judged. */
const tune = (body: string, header = '') => `X:1\nT:Test\nM:4/4\nL:1/8\n${header}K:C\n${body}\n`;

/** Each diagnostic as `code: the text it marks`. */
const found = (text: string) =>
  diagnose(text).map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);

/** The text after the first diagnostic's fix. */
function fixed(text: string): string | undefined {
  const edits = diagnose(text).find(({ fix }) => fix)?.fix?.edits;
  return edits?.reduceRight(
    (edited, { start, end, text: by }) => edited.slice(0, start) + by + edited.slice(end),
    text,
  );
}

test('a sound tune has nothing wrong', () => {
  expect(found(tune('|:CDEF GABc|"Am"c2{d}c2 (3BAG !trill!A2:|'))).toEqual([]);
});

test.each([
  ['CDEF GABc|CDEF GA|CDEF GABc|', 'bar-short: CDEF GA'],
  ['CDEF GABc|CDEF GABcd|CDEF GABc|', 'bar-long: CDEF GABcd'],
  ['CDEF GABc|CDE0F GABcd|', 'length-bad: E0'],
  ['CDEF G^ABc|CDEF GABc^|', 'unexpected: ^'],
  ['CDEF GABc*|', 'unexpected: *'],
  ['>CDEF GABc|', 'broken-rhythm-alone: >'],
  ['[CE2 D2 E2 F2|', 'chord-unclosed: ['],
  ['CDEF GABc]|', 'chord-unopened: ]'],
  ['{gCDEF GABc|', 'grace-unclosed: {'],
  ['CDEF GAB}c|', 'grace-unopened: }'],
  ['(CDEF GABc|', 'slur-unclosed: ('],
  ['CDEF GABc)|', 'slur-unopened: )'],
  ['V:1\n(CDEF GABc|\nV:2\nCDEF GABc|', 'slur-unclosed: ('],
  ['V:1\nCDEF GABc|\nV:2\nCDEF GABc)|', 'slur-unopened: )'],
  ['"Am', 'quote-unclosed: "Am'],
  ['CDEF GABc|[K:G', 'inline-field-unclosed: [K:G'],
  ['|:CDEF GABc|', 'repeat-unclosed: |:'],
  ['|:C8|1CDEF GABc:|', 'ending-unclosed: 1'],
  ['!thrill!C8|', 'decoration-unknown: !thrill!'],
  ['NC8|', 'shorthand-undefined: N'],
  ['C4 D4|\nw:one two three', 'lyrics-outrun: three'],
  ['C4 D4|E4 F4|\nw:one | two three four', 'lyrics-outrun: four'],
  ['C8|\nB:book\nC8|', 'field-misplaced: B:book'],
  ['C8|\nj:what\nC8|', 'field-unknown: j:what'],
  ['[T:title]C8|', 'field-not-inline: [T:title]'],
  ['C8|\nM:five\nC9|', 'meter-bad: M:five'],
  ['C8|\nL:0\nC8|', 'unit-note-length-bad: L:0'],
  ['C8|[K:Hmaj]C8|', 'key-bad: [K:Hmaj]'],
  ['C8|[Q:fast]C8|', 'tempo-bad: [Q:fast]'],
  ['+trill+C8|', 'deprecated-decoration: +trill+'],
  ['C8|!\nC8|', 'deprecated-line-break: !'],
  ['C8| 1 C8:|2 C8|', 'deprecated-ending: 1'],
  ['C4 +CE+4|', 'deprecated-decoration: +CE+'],
  ['[Q:120]C8|', 'deprecated-tempo: [Q:120]'],
  ['C8|$\nC8|', 'preview-line-break: $'],
])('%j: %s', (body, expected) => {
  expect(found(tune(body))).toEqual([expected]);
});

test('a field of the header further down disturbs nobody', () => {
  const [misplaced] = diagnose(tune('C8|\nT:Another\nC:Somebody\nC8|'));
  expect(misplaced).toMatchObject({ code: 'field-misplaced', severity: 'information' });
});

test('slurs open and close in one voice', () => {
  expect(found(tune('V:1\n(CDEF GABc|\nV:2\nCDEF GABc)|'))).toEqual(['slur-unclosed: (', 'slur-unopened: )']);
});

test.each([
  ['slurs over lines', '(CDEF GABc|\nCDEF GABc)|'],
  ['slurs of voices line by line', '[V:1](CDEF GABc|\n[V:2](C8|\n[V:1](CDEF) GABc)|\n[V:2]C8)|'],
  ['a second ending, a third', '|:C8|1C8:|2C8:|3C8|]'],
  ['one ending for two times', '|:C8|1,2C8:|'],
  ['a decoration of its own letter', 'C8|\nU:N=!trill!\nNC8|'],
  ['lines broken by ! where that is said', '[I:linebreak !]C8|!C8|'],
  ['+ decorations where that is said', '[I:decoration +]+trill+C8|'],
  ['a repeat sign of both kinds at the end', '|:C8:|:D8::'],
  ['a repeat sign of both kinds before words', 'C8::\nw:la\nW:The end'],
  ['broken rhythm behind fingerings and slurs', 'C"4">D E(<F) G!accent!>A Bc|'],
  ['a part without bar lines', 'CDEF GABc|CDEF GABcd\nCDEF GABc\nCDEF GABc CDEF GABcd|C8|'],
  ['music without bar lines', 'CDEF GABc\nCDEF GABc\nCDEF'],
  ['an instruction that breaks lines by !', '%%linebreak !\nC8|!C8|'],
  ['a decoration of its own, drawn in PostScript', '%%deco dart 3 a 8 4 4\n!dart!C8|'],
  ['an old line of symbols', 'C8|\nd:!p!\nC8|'],
  [
    'decorations that abcjs and abc2svg know',
    '!tr!C2!trillh!D2!beamon!E2!beam-rall!F2|!tie(!C4!tie)!D4|!invisible!E8|',
  ],
  ['a bar still being written', 'CDEF GABc|CD'],
  ['held and skipped syllables', 'C2 D2 E2 F2|\nw:long__ * '],
  ['hyphens and joined words', 'C2 D2 E2 F2|\nw:syl-la-ble of~it'],
  ['verses', 'C4 D4|\nw:one two\nw:three four'],
  ['rests and grace notes without syllables', '{g}C4 z4|\nw:one'],
  ['lyrics of lines joined by a backslash', 'C4 \\\nD4|\nw:one two'],
])('%s are right', (_, body) => {
  expect(found(tune(body))).toEqual([]);
});

test.each([
  ['K: missing', 'X:1\nT:Test\nM:4/4\nCDEF GABc|\n', ['key-missing: X:1']],
  ['T: missing', 'X:1\nK:C\nC8|\n', ['title-missing: X:1']],
  ['T: late', 'X:1\nM:4/4\nT:Late\nK:C\nC8|\n', ['title-misplaced: T:Late']],
  ['X: is no number', 'X:one\nT:Test\nK:C\n', ['number-bad: X:one']],
  ['X: missing', 'T:Test\nK:C\nC8|\n', ['number-missing: T:Test']],
  ['X: twice', 'X:1\nT:A\nK:C\n\nX:1\nT:B\nK:C\n', ['number-duplicate: X:1']],
  ['a line of text in the header', 'X:1\nT:Test\nsome words\nK:C\n', ['header-text: some words']],
  ['an old field', tune('C8|', 'E:9\n'), ['deprecated-field: E:9']],
  ['a macro', tune('C8|', 'm:~G2={A}G2\n'), ['preview-macro: m:~G2={A}G2']],
  ['+:', tune('C8|', 'H:history\n+:goes on\n'), ['preview-continuation: +:goes on']],
  ['voices', tune('V:1\nC8|\nV:3\nC8|', 'V:1\nV:2\n'), ['voice-undefined: V:3']],
  ['a scored voice', tune('V:1\nC8|', '%%score (1 2)\n'), ['voice-undefined: 2']],
  ['bars of voices', tune('V:1\nC8|C4|C8|\nV:2\nC8|C8|C8|'), ['bar-short: C4']],
])('%s', (_, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('bars are described as a musician counts them', () => {
  const messageOf = (text: string) => diagnose(text)[0]?.message;
  expect(messageOf('X:1\nT:T\nM:6/8\nL:1/8\nK:C\nCDE FGA|CDE FG|CDE FGA|\n')).toBe(
    'This bar lasts 5/8 where the meter asks for 6/8: 1/8 is missing.',
  );
  expect(messageOf(tune('V:A\nC8|C8 D/|C8|'))).toBe(
    'This bar of voice A lasts 17/16 where the meter asks for 8/8: 1/16 too much.',
  );
});

test.each([
  [tune('C8|CDEF GA|C8|'), tune('C8|CDEF GA z2|C8|')],
  [tune('C8|CDEF G/|C8|'), tune('C8|CDEF G/ z7/2|C8|')],
  [tune('C8|[CE2 D2 E2 F2|'), tune('C8|[CE2] D2 E2 F2|')],
  [tune('{gCDEF GABc|'), tune('{gCDEF} GABc|')],
  [tune('"Am C8|'), tune('"Am" C8|')],
  [tune('+trill+C8|'), tune('!trill!C8|')],
  [tune('!Trill!C8|'), tune('!trill!C8|')],
  [tune('[Q:120]C8|'), tune('[Q:1/4=120]C8|')],
  ['X:1\nT:Test\nM:4/4\nCDEF GABc|\n', 'X:1\nT:Test\nM:4/4\nK:C\nCDEF GABc|\n'],
  ['T:Test\nK:C\nC8|\n', 'X:1\nT:Test\nK:C\nC8|\n'],
  ['X:1\nT:A\nK:C\n\nX:1\nT:B\nK:C\n', 'X:1\nT:A\nK:C\n\nX:2\nT:B\nK:C\n'],
  [tune('V:1\nC8|\nV:3\nC8|', 'V:1\n'), tune('V:1\nC8|\nV:3\nC8|', 'V:1\nV:3\n')],
  [tune('V:1\nC8|', '%%score 1 2\n'), tune('V:1\nC8|', '%%score 1 \n')],
  [tune('C8]|'), tune('C8|')],
  [tune('C8}|'), tune('C8|')],
  [tune('.(C8|'), tune('C8|')],
  [tune('C8|.((&D8|'), tune('C8|(&D8|')],
  [tune('>C8|'), tune('C8|')],
  [tune('|:C8|D8|'), tune('|:C8|D8:|')],
  [tune('|:C8|D8|\n|:E8:|'), tune('|:C8|D8:|\n|:E8:|')],
  [tune('|:C8|D8|:E8:|'), tune('|:C8|D8::E8:|')],
  [tune('|:C8|1D8:|'), tune('|:C8|D8:|')],
  [tune('C8|\n*w:C8|'), tune('C8|\n w:C8|')],
  [tune('C8|\n)%%C8|'), tune('C8|\n %%C8|')],
  [tune('C8|[K:D wide]D8|'), tune('C8|[K:D]D8|')],
  [tune('C8|\nL:big\nC8|'), tune('C8|\nL:1/8\nC8|')],
  [tune('[Q:fast]C8|'), tune('[Q:"fast"]C8|')],
  [tune('C8|\nj:what\nC8|'), tune('C8|\n% j:what\nC8|')],
  [tune('[T:title]C8|'), tune('[r:T:title]C8|')],
  [tune('C8|\nB:book\nC8|'), tune('C8|\nC8|', 'B:book\n')],
  [tune('C6 +CE+2|'), tune('C6 [CE]2|')],
  [tune('C4 D4|\nw:one two three four'), tune('C4 D4|\nw:one two % three four')],
  [tune('C4 D4|\nw:syl-la-ble'), tune('C4 D4|\nw:syl-la- % ble')],
  [tune('C4 D4|\nw:one two|three'), tune('C4 D4|\nw:one two| % three')],
  ['X:1a\nT:Test\nK:C\nC8|\n', 'X:1\nT:Test\nK:C\nC8|\n'],
  ['X:1\nM:4/4\nT:Test\nK:C\nC8|\n', 'X:1\nT:Test\nM:4/4\nK:C\nC8|\n'],
])('the fix of %j', (text, expected) => {
  expect(fixed(text)).toBe(expected);
});

test('a bar is not filled where broken rhythm would change the rest', () => {
  const fixOf = (text: string) => diagnose(text).find(({ code }) => code === 'bar-short')?.fix?.title;
  expect(fixOf(tune('C8|C2 DEF|C8|'))).toBe('Fill the bar with z3');
  expect(fixOf(tune('C8|C2 DEF .\n<|C8|'))).toBeUndefined();
});

test('a repeat is not closed behind an open chord', () => {
  const fixOf = (text: string) => diagnose(text).find(({ code }) => code === 'repeat-unclosed')?.fix?.title;
  expect(fixOf(tune('|:C8[]'))).toBe('Close it with :|');
  expect(fixOf(tune('|:C8[[]'))).toBeUndefined();
});

test('every fix puts right what it is for', () => {
  const count = (text: string, code: string): number =>
    diagnose(text).filter((other) => other.code === code).length;
  fc.assert(
    fc.property(abcText, (body) => {
      const text = tune(body);
      for (const { code, fix } of diagnose(text)) {
        if (fix)
          expect([code, count(applyEdits(text, fix.edits), code)]).not.toEqual([code, count(text, code)]);
      }
    }),
    { numRuns: runs(500) },
  );
});

test('the file header holds for all tunes', () => {
  expect(found('M:4/4\nL:1/8\n\nX:1\nT:T\nK:C\nC8|C4|C8|\n')).toEqual(['bar-short: C4']);
  expect(found('M:2/4\n\nX:1\nT:T\nK:C\nC8|C4|C8|\n')).toEqual(['bar-short: C4']);
  // A meter of the tune's own sets the unit note length anew.
  expect(found('M:2/4\n\nX:1\nT:T\nM:4/4\nK:C\nC8|C4|C8|\n')).toEqual(['bar-short: C4']);
  expect(diagnoseTune('X:1\nT:T\nK:C\nNC8|\n', 'U:N=!trill!\n')).toEqual([]);
});

test.each([
  ['%%deco dart 3 a 8 4 4\n', '!dart!C8|'],
  ['%%linebreak !\n', 'C8|!C8|'],
  ['I:decoration +\n', '+trill+C8|'],
  ['m:~G3=G{A}G{F}G\n', '~G3C5|'],
])('%j of a file header holds for %j', (fileHeader, body) => {
  expect(diagnoseTune(tune(body), fileHeader)).toEqual([]);
});

test.each([
  'Q:1/4=ca. 80',
  'Q:1/4=3/8',
  'Q:"Slow" 3/8=60',
  'Q:1/4 3/8=40',
  'M:o',
  'M:c.',
  'M:C|',
  'M:2/4+3/8',
])('%s is a field', (field) => {
  expect(found(`X:1\nT:Test\n${field}\nL:1/8\nK:C\n`)).toEqual([]);
});

test('what is defined anywhere before the first tune holds for all', () => {
  const preamble = '%%scale 0.7\n\nU:N=!trill!\r\nM:3/4\n\n%%deco dart 3 a 8 4 4\n\n';
  expect(found(preamble + tune('NC4 !dart!C4|'))).toEqual([]);
  expect(found(tune('NC4 !dart!C4|') + '\n' + preamble)).toEqual([
    'shorthand-undefined: N',
    'decoration-unknown: !dart!',
  ]);
});

test('history goes on until the next field', () => {
  expect(found(tune('C8|', 'H:They say it was\nwritten on a boat\n in 1880.\n'))).toEqual([]);
  expect(found(tune('C8|', 'H:History\nN:Note\nwritten on a boat\n'))).toEqual([
    'header-text: written on a boat',
  ]);
});

test.each([
  ['V:1\n', 'V:1\nC8|\nV:2\nC8|', ['voice-undefined: V:2']],
  ['V:1\n%%score 1 2\n', 'V:1\nC8|\nV:2\nC8|', []],
  ['V:1\nI:staves {1 2}\n', 'V:1\nC8|\nV:2\nC8|', []],
  ['V:1\n', 'V:1\nC8|\nV:2 clef=bass\nC8|\nV:2\nC8|', []],
  ['V:1\n', 'V:1\nC8|\nV:*\nC8|', []],
])('under %j the voices of %j: %j', (header, body, expected) => {
  expect(found(tune(body, header))).toEqual(expected);
});

test('any text is diagnosed; ranges and edits lie within it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { start, end, fix, message } of diagnose(text)) {
        for (const range of [{ start, end }, ...(fix?.edits ?? [])]) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
        expect(message).toMatch(/^.+\.$/s);
      }
    }),
    { numRuns: runs(2000) },
  );
});

test.each([
  'a:|',
  '(',
  '"',
  '["',
  '[a',
  '{',
  '!',
  '|:',
  '"^',
  'a>',
  '(3',
  '[K:',
  '^',
  'w:a\n',
  'V:1\n',
  '0',
  'a|\n',
  'Q: ',
])('a text made to be slow, %j again and again, is read like any other', (piece) => {
  expect(diagnose(tune(piece.repeat(30_000))).length).toBeLessThan(1100);
});

test('after edits a diagnoser says what a fresh reading says', () => {
  const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(6), text: abcText }), { maxLength: 6 });
  fc.assert(
    fc.property(abcText, edits, (start, changes) => {
      let text = `M:4/4\n\nX:1\nK:C\nC8|\n\n${start}`;
      let book = readBook(text);
      const { diagnose: diagnoseBook } = createDiagnoser();
      for (const change of changes) {
        const from = change.at % (text.length + 1);
        const to = Math.min(text.length, from + change.length);
        const by = change.text.slice(0, 10);
        text = text.slice(0, from) + by + text.slice(to);
        book = editBook(book, { start: from, end: to, text: by });
        expect(diagnoseBook(book)).toEqual(diagnose(text));
      }
    }),
    { numRuns: runs(500) },
  );
});
