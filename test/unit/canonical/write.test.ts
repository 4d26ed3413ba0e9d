import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainForm, type WritingForm } from '../../../src/abc/canonical/form.ts';
import { canonicalPrompt } from '../../../src/abc/canonical/prompt.ts';
import { canonicalTune } from '../../../src/abc/canonical/tune.ts';
import { toWritingForm } from '../../../src/abc/canonical/write.ts';
import { fraction } from '../../../src/abc/fraction.ts';
import { music, soundsOf } from './music.ts';

const form = (more: Partial<WritingForm>): WritingForm => ({ ...plainForm(), ...more });

test.each([
  ['1/8', 'A B2 c/ d3/2', 'A B2 c/ d3/2'],
  ['1/16', 'A B2 c/ d3/2 [CE]2 {g}z4 e/4', 'A2 B4 c d3 [CE]4 {g}z8 e/'],
  ['1/4', 'A B2 c4 d3 e/', 'A/ B c2 d3/2 e/4'],
  ['3/8', 'A3 B', 'A B/3'],
  ['1/16', '(3ABc A>B "Am"c-c [K:D]d', '(3A2B2c2 A2>B2 "Am"c2-c2 [K:D]d2'],
  ['1/16', '[CE/]', '[CE/]2'],
])('under L:%s %j is written %j', (unit, canonical, written) => {
  const [n = 0, d = 1] = unit.split('/').map(Number);
  expect(toWritingForm(canonical, plainForm(fraction(n, d)))).toBe(written);
});

test.each<[string, Partial<WritingForm>, string, string]>([
  ['no habit', {}, 'A B|c d|\ne|', 'A B|c d|\ne|'],
  [
    'blanks around bars',
    { blankBeforeBar: true, blankAfterBar: true },
    'A B|c d:|\n|:e|1f:|2g|',
    'A B | c d :|\n|: e |1 f :|2 g |',
  ],
  ['no blanks', { blanks: 'none' }, 'A B|c [CE] d|', 'AB|c[CE]d|'],
  ['blanks between all notes', { blanks: 'notes' }, 'AB|c2d/[CE]f|', 'A B|c2 d/ [CE] f|'],
  ['half as /2', { slashTwo: true }, 'A/ B3/2 c/4', 'A/2 B3/2 c/4'],
  ['CRLF', { lineBreak: '\r\n' }, 'A|\nB|', 'A|\r\nB|'],
  ['two bars to a line', { barsPerLine: 2 }, 'A|B|c|d|\ne|', 'A|B|\nc|d|\ne|'],
  ['four bars to a line', { barsPerLine: 4 }, 'A|B|\nc|d|\ne|', 'A|B|c|d|\ne|'],
  ['a part ends the line', { barsPerLine: 4 }, 'A|B:|\n|:c|d|e|f|g|', 'A|B:|\n|:c|d|e|f|\ng|'],
  ['a repeat opens on the new line', { barsPerLine: 2 }, 'A|B::c|d|', 'A|B:|\n|:c|d|'],
  ['an ending stays at its bar line', { barsPerLine: 2 }, 'A|B|1c:|2d|', 'A|B|1c:|2d|'],
])('habit: %s', (_, habits, canonical, written) => {
  expect(toWritingForm(canonical, form(habits))).toBe(written);
});

/** What is inserted at ‸ when the model goes on with `canonical`. */
function continued(marked: string, canonical: string): string {
  const offset = marked.indexOf('‸');
  const prompt = canonicalPrompt(marked.replace('‸', ''), offset);
  return prompt.kind === 'body' || prompt.kind === 'empty'
    ? toWritingForm(canonical, prompt.form)
    : prompt.kind;
}

test.each([
  ['K:G\nABc | def | gag |\nABc | def | gag |\nABc |‸', 'd2e|f2g|\nA|', ' d2e | f2g |\nA |'],
  ['K:G\nABc | def | gag |\nABc | def | gag |\nABc | ‸', 'd2e|', 'd2e |'],
  ['K:G\r\nABc|def|\r\nABc|‸', 'd2e|f2g|\n', 'd2e|\r\nf2g|'],
  ['M:2/4\nK:G\nABcd|‸', 'AB|', 'A2B2|'],
  ['L:1/16\nK:G\nA4[C2‸', 'E]2 A|', 'E2]2 A2|'],
  ['L:1/16\nK:G\nA4[CE‸', ']2 A|', ']2 A2|'],
  ['L:1/8\nK:G\nA‸', '2 B/4|', '2 B/4|'],
  ['L:1/8\nK:G\nGA:‸', '|B', '|B'],
])('%j goes on with %j as %j', (marked, canonical, written) => {
  expect(continued(`X:1${marked.includes('\r') ? '\r\n' : '\n'}${marked}`, canonical)).toBe(written);
});

test('any form sounds the same', () => {
  const forms = fc.record({
    unitNoteLength: fc.constantFrom(fraction(1, 8), fraction(1, 16), fraction(1, 4), fraction(3, 8)),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    blankBeforeBar: fc.boolean(),
    blankAfterBar: fc.boolean(),
    slashTwo: fc.boolean(),
    blanks: fc.constantFrom('beats', 'none', 'notes'),
    barsPerLine: fc.constantFrom(null, 1, 2, 4),
  }) as fc.Arbitrary<Partial<WritingForm>>;
  fc.assert(
    fc.property(music, forms, (pieces, habits) => {
      const canonical = canonicalTune(`X:1\nM:4/4\nL:1/8\nK:C\nA|${pieces.join('')}\n`) ?? '';
      const body = canonical.slice(canonical.indexOf('K:C\n') + 4);
      const used = form(habits);
      const { numerator, denominator } = used.unitNoteLength;
      const written = `X:1\nM:4/4\nL:${numerator}/${denominator}\nK:C\n${toWritingForm(body, used)}`;
      expect(soundsOf(written)).toEqual(soundsOf(`L:1/8\n${canonical}`));
    }),
    { numRuns: 1000 },
  );
});
