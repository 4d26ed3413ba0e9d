import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalPrompt, type Prompt } from '../../../src/abc/canonical/prompt.ts';
import { canonicalTune } from '../../../src/abc/canonical/tune.ts';
import { toWritingForm } from '../../../src/abc/canonical/write.ts';
import { music, soundsOf, unit } from './music.ts';

/** The prompt at the mark ‸ in a tune. */
function promptAt(marked: string): Prompt {
  const offset = marked.indexOf('‸');
  expect(offset).toBeGreaterThanOrEqual(0);
  return canonicalPrompt(marked.replace('‸', ''), offset);
}

const HEADER = 'X:1\nT:Tune\nM:6/8\nL:1/8\nK:G\n';

/** The canonical body before the mark ‸ in music under a header; whether it is sealed is shown by a `.` behind it. */
function bodyAt(marked: string, header = HEADER): string {
  const prompt = promptAt(header + marked);
  if (prompt.kind !== 'body') return `${prompt.kind}${prompt.kind === 'nothing' ? `: ${prompt.reason}` : ''}`;
  return prompt.text.replace(/^(?:[A-Z]:.*\n)+/, '') + (prompt.sealed ? '.' : '');
}

test.each([
  // between tokens
  ['GAB cBA|‸', 'GAB cBA|'],
  ['GAB ‸cBA|', 'GAB '],
  ['GAB | ‸', 'GAB|'],
  ['GAB\t ‸', 'GAB '],
  ['GAB|\n‸', 'GAB|\n'],
  ['GAB|\r\n‸', 'GAB|\n'],
  ['GAB|\n‸\n', 'GAB|\n'],
  ['GAB|\\\n‸', 'GAB|'],
  ['GAB|‸\nw:la la la', 'GAB|'],
  ['GAB|\n‸w:la la la', 'GAB|\n'],
  ['GAB|\nw:la la la\n‸', 'GAB|\n'],
  ['GAB|‸% what is this', 'GAB|'],
  ['"Am"‸A', '"Am"'],
  ['!trill!‸A', 'empty'],
  ['GAB|[K:D]‸', 'GAB|[K:D]'],
  ['GAB|\nK:D\n‸', 'GAB|\n[K:D]'],
  ['T:Titre 復興 🎻\nGAB|‸', 'GAB|'],
  ['m:~n2 = (3o/n/m/ n\nGAB|‸', 'GAB|'],
  ['??A{‸', 'A{'],
  // inside notes, bar lines, brackets
  ['G3‸/2', 'G3'],
  ['G^‸c', 'G^'],
  ["Gc‸'", 'Gc'],
  ['G|‸:A', 'G|'],
  ['G:‸|', 'G:'],
  ['G(3‸ABc', 'G(3'],
  ['G(3:‸2:3ABc', 'G(3:'],
  ['G(3A‸Bc', 'G(3A'],
  ['G (A‸B)', 'G (A'],
  ['G {a‸b}', 'G {a'],
  ['G [C‸E]2', 'G [C'],
  ['G [‸CE]2', 'G ['],
  ['G [CE]‸2', 'G [CE]'],
  ['A>‸B', 'A>'],
  ['A-‸A', 'A-'],
  ['A|1‸', 'A|1'],
  // the accidental of a note that is being written
  ['G^‸', 'G^'],
  ['G __‸', 'G __'],
  ['G [C=‸', 'G [C='],
  // sealed where the length was rewritten, so that nothing can be added to it
  ['A2‸', 'A2'],
  ['A1‸', 'A.'],
  ['A//‸', 'A/4.'],
  ['A//‸ B', 'A/4.'],
  ['A// ‸B', 'A/4 '],
  ['A:|]‸', 'A:|.'],
  ['[C2E2]‸', '[CE]2.'],
  // sealed and parted from what comes where something stands between that canonical text leaves out
  ['GA!trill!‸A', 'GA .'],
  ['A2"^hi"‸', 'A2 .'],
  ['A2"lento"‸', 'A2 .'],
  ['A2[P:A]‸', 'A2 .'],
  ['A2[K:G]‸', 'A2 .'],
  ['A2y‸', 'A2 .'],
  ['A2$‸', 'A2 .'],
  ['A2é‸', 'A2 .'],
  ['A|!f!‸', 'A|.'],
  ['A (!f!‸', 'A (.'],
  ['A [C!f!‸', 'A [C.'],
  // places where nothing goes on
  ['GAB|\\‸', 'nothing: the cursor is in a line that goes on below'],
  ['GA!‸', 'nothing: the cursor is in the name of a decoration'],
  ['GA!tri‸', 'nothing: the cursor is in the name of a decoration'],
  ['GA (!trill‸', 'nothing: the cursor is in the name of a decoration'],
  ['GA!<(‸', 'nothing: the cursor is in the name of a decoration'],
  ['GA|[K‸', 'nothing: the cursor is in an inline field'],
  ['GA|[M‸', 'nothing: the cursor is in an inline field'],
  ['GAB|% a comment‸', 'nothing: the cursor is in a comment'],
  ['GAB|% a com‸ment', 'nothing: the cursor is in a comment'],
  ['%%staffwi‸dth 3', 'nothing: the cursor is in a directive'],
  ['GAB|\nw:la la‸ la', 'nothing: the cursor is in lyrics'],
  ['GAB|\nw:‸', 'nothing: the cursor is in a field'],
  ['GAB|\ns:!f! ‸', 'nothing: the cursor is in a field'],
  ['GAB|\nP:B‸', 'nothing: the cursor is in a field'],
  ['GAB|\nK:D‸', 'nothing: the cursor is in a field'],
  ['GAB|[K:D‸', 'nothing: the cursor is in an inline field'],
  ['GAB|[K:‸D]', 'nothing: the cursor is in an inline field'],
  ['"A‸m"A', 'nothing: the cursor is in a chord symbol'],
  ['A "A‸', 'nothing: the cursor is in a chord symbol'],
  ['"^slow‸ly"A', 'nothing: the cursor is in an annotation'],
  ['!tri‸ll!A', 'nothing: the cursor is in the name of a decoration'],
  ['%%begintext\nsome w‸ords\n%%endtext\nGAB|', 'nothing: the cursor is in a block of text'],
])('%j continues %j', (marked, body) => {
  expect(bodyAt(marked)).toBe(body);
});

test.each([
  ['A2B2‸', 'L:1/16', 'AB.'],
  ['A2 ‸', 'L:1/16', 'A '],
  ['A [L:1/4] A‸', 'L:1/8', 'A A2.'],
  ['[C2E‸G]4', 'L:1/16', '[CE/.'],
  ['A2^‸c2', 'L:1/16', 'A^'],
  ['A2^‸', 'L:1/4', 'A4^'],
  ['[C2^‸', 'L:1/16', '[C^'],
  ['{g2}A>‸', 'L:1/4', '{g2}A2>'],
  ['AB|[M:9/8]c [K:D] d‸', 'M:6/8\nL:1/8', 'AB|[M:9/8]c [K:D]d'],
  ['V:1\nAB|\nV:2\nCD|\nV:1\ncd‸|', 'V:1\nV:2\nL:1/8', 'AB|\ncd'],
  ['V:1\nAB|\nV:2\nL:1/4\nCD‸|\nV:1\ncd|', 'V:1\nV:2\nL:1/8', 'C2D2.'],
  ['[V:1]AB|\n[V:2]CD|E‸', 'L:1/8', 'CD|E'],
  ['AB|cd & e‸', 'L:1/8', 'AB|e'],
  ['AB|c & d & ef|g‸', 'L:1/8', 'AB|c|g'],
])('%j under %j continues %j', (marked, fields, body) => {
  expect(bodyAt(marked, `X:1\n${fields}\nK:G\n`)).toBe(body);
});

test('meter, key and unit are those in force at the cursor', () => {
  const prompt = promptAt('X:1\nM:C|\nL:1/8\nK:Edor\nAB|[K:D][M:3/4][L:1/16]c‸');
  expect(prompt).toMatchObject({
    kind: 'body',
    meter: '3/4',
    key: 'D',
    header: { rhythm: null, meter: '2/2', key: 'Edor' },
    form: { unitNoteLength: { numerator: 1, denominator: 16 } },
  });
});

test.each([
  ['X:1\nR:Jig\nM:6/8\nK:G\n‸', 'R:jig\nM:6/8\nK:G\n'],
  ['X:1\nM:C\nK:Am\n‸\n', 'M:4/4\nK:Am\n'],
  ['X:1\r\nK:C\r\n%%x\r\n‸', 'M:none\nK:C\n'],
  ['K:D\n‸GAB', 'M:none\nK:D\n'],
])('%j has a header and no music yet: %j', (marked, text) => {
  expect(promptAt(marked)).toMatchObject({ kind: 'empty', text });
});

test.each([
  ['X:1‸', 'X', { letter: 'X', value: '1' }],
  ['X:1\nT:My tune\n‸', 'XT', { letter: '', value: '' }],
  ['X:1\nT:My tu‸ne\nK:G\nGAB|', 'XTK', { letter: 'T', value: 'My tu' }],
  ['X:1\nM:‸\nK:G', 'XMK', { letter: 'M', value: '' }],
  ['X:1\nK:G‸', 'XK', { letter: 'K', value: 'G' }],
  ['X:1\r\nM:6/8\r\nL‸\r\n', 'XM', { letter: '', value: 'L' }],
])('%j is in a header', (marked, fields, line) => {
  const prompt = promptAt(marked);
  expect(prompt).toMatchObject({ kind: 'header', line });
  expect(prompt.kind === 'header' ? [...prompt.fields].join('') : '').toBe(fields);
});

test.each(['‸', 'Dear reader,‸ no tune.', 'GAB|‸'])('%j is in no tune', (marked) => {
  expect(promptAt(marked).kind).toBe('nothing');
});

test('fields of the file header hold in a tune that does not set them', () => {
  const tune = 'X:1\nK:G\nAB';
  const prompt = canonicalPrompt(tune, tune.length, 'M:6/8\nL:1/16\nR:jig\n');
  expect(prompt).toMatchObject({ kind: 'body', text: 'R:jig\nM:6/8\nK:G\nA/B/', sealed: true });
});

test('a comment or directive in a header is not completed', () => {
  expect(promptAt('X:1\n%%titlefont ‸\nK:C\n').kind).toBe('nothing');
  expect(promptAt('X:1\n% note‸\nK:C\n').kind).toBe('nothing');
});

test('the same music goes on behind any cursor', () => {
  fc.assert(
    fc.property(music, unit, fc.nat(400), (pieces, L, place) => {
      const tune = `X:1\nM:4/4\nL:${L}\nK:C\nA|${pieces.join('')}|A|\n`;
      const whole = canonicalTune(tune) ?? '';
      const offset = tune.length - Math.min(place, tune.length);
      const prompt = canonicalPrompt(tune, offset);
      if (prompt.kind !== 'body' || prompt.sealed || !whole.startsWith(prompt.text)) return;
      const rest = toWritingForm(whole.slice(prompt.text.length), prompt.form);
      expect(soundsOf(tune.slice(0, offset) + rest)).toEqual(soundsOf(tune));
    }),
    { numRuns: 1000 },
  );
});

test('no text and no offset makes it throw', () => {
  const piece = fc.constantFrom(
    'X:1',
    'K:G',
    'M:',
    '\n',
    '\r\n',
    'A',
    '[',
    ']',
    '"',
    '!',
    '{',
    '(3',
    '&',
    '%',
    '\\',
    'V:2',
    '[V:',
    '|',
    ':',
    ' ',
    '2/',
    'w:',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(100), (pieces, offset) => {
      const text = pieces.join('');
      expect(['body', 'empty', 'header', 'nothing']).toContain(
        canonicalPrompt(text, Math.min(offset, text.length)).kind,
      );
    }),
    { numRuns: 2000 },
  );
});
