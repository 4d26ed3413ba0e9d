import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractPart, partsOf } from '../../../src/abc/editing/extract/part.ts';
import { extractVoice, voicesWithMusic } from '../../../src/abc/editing/extract/voice.ts';
import { abcText, runs } from './arbitraries.ts';
import { heard, played } from './abcjs-ear.ts';

const voice = (text: string, id: string): string => {
  const result = extractVoice(text, id);
  return result.kind === 'rewritten' ? result.text : `refused: ${result.reason}`;
};

const part = (text: string, label: string): string => {
  const result = extractPart(text, label);
  return result.kind === 'rewritten' ? result.text : `refused: ${result.reason}`;
};

const DUET = `X:1
T:Duet
%%score (1 2) B
M:4/4
L:1/4
V:1 name="Tin Whistle"
V:2
V:B clef=bass
K:G
P:A
V:1
% the tune
CDEF|"G"G4|
w:one two three four five
V:2
K:D
EFGA|B4|
s:* !p!
V:B
%%MIDI program 32
C,4|C,4|
Q:1/4=90
P:B
[V:1]c4|
[V:2]e4|f4|
[V:B]C,4|
W:All of it.
`;

test('the voices of a tune with music', () => {
  expect(voicesWithMusic(DUET)).toEqual([
    { id: '1', name: 'Tin Whistle' },
    { id: '2', name: '' },
    { id: 'B', name: '' },
  ]);
  expect(voicesWithMusic('X:1\nK:C\nV:1\nV:2\nCDE|\n')).toEqual([{ id: '2', name: '' }]);
  expect(voicesWithMusic('X:1\nK:C\nCDE|\n')).toEqual([{ id: '', name: '' }]);
});

test('a voice takes its lyrics and properties with it', () => {
  expect(voice(DUET, '1')).toBe(`X:1
T:Duet
M:4/4
L:1/4
V:1 name="Tin Whistle"
K:G
P:A
V:1
% the tune
CDEF|"G"G4|
w:one two three four five
Q:1/4=90
P:B
c4|
W:All of it.
`);
});

test('a voice that is but a number needs no V:', () => {
  expect(voice(DUET, '2')).toBe(`X:1
T:Duet
M:4/4
L:1/4
K:G
P:A
K:D
EFGA|B4|
s:* !p!
Q:1/4=90
P:B
e4|f4|
W:All of it.
`);
});

test('clef and directives of a voice stay with it', () => {
  expect(voice(DUET, 'B')).toBe(`X:1
T:Duet
M:4/4
L:1/4
V:B clef=bass
K:G
P:A
V:B
%%MIDI program 32
C,4|C,4|
Q:1/4=90
P:B
C,4|
W:All of it.
`);
});

test.each([
  ['K:C\nV:1\nCDE|', '2', /Voice 2 has no music/],
  ['K:C\nV:1\nCDE|', '', /All music of this tune is in voices/],
  ['K:C\nV:1\n[V:1]CDE|[V:2]EFG|\nw:do re mi\n', '1', /lines of its own/],
])('of %j voice %j is refused', (text, id, reason) => {
  expect(voice(text, id)).toMatch(reason);
});

const MUSIC = ['CDEF|', '^F2=c2|', 'z(3GABc_B|', '[CE]2{g}f2|', 'A>B c<d|'];
const line = fc.array(fc.constantFrom(...MUSIC), { minLength: 1, maxLength: 3 }).map((bars) => bars.join(''));
const HEAD = 'X:1\nT:Two\nM:4/4\nL:1/4\n';

/** Music of a voice, behind V: and a field on lines of their own or within the line. */
const written = (id: number, field: string, music: string, inline: boolean): string => {
  const fields = [`V:${id}`, field].filter(Boolean);
  return inline
    ? `${fields.map((text) => `[${text}]`).join('')}${music}\n`
    : `${fields.join('\n')}\n${music}\n`;
};

// Keys change in all voices at once: abcjs takes one in a single voice to be that of the others too.
test('abcjs plays a voice alone as among the others', () => {
  const field = fc.constantFrom('', '', 'K:D', 'K:Fm');
  const system = fc.tuple(field, line, line, line);
  fc.assert(
    fc.property(fc.array(system, { minLength: 1, maxLength: 4 }), fc.boolean(), (systems, inline) => {
      const body = systems.map(([change, ...voices]) =>
        voices.map((music, nth) => written(nth + 1, change, music, inline)).join(''),
      );
      const text = `${HEAD}V:1\nV:2 clef=bass\nV:3\nK:G\n${body.join('')}`;
      [1, 2, 3].forEach((id, nth) => {
        expect(heard(voice(text, String(id)))).toEqual([heard(text)[nth]]);
        expect(played(voice(text, String(id)))).toEqual([played(text)[nth]]);
      });
    }),
    { numRuns: runs(60) },
  );
});

test.each([
  // What changed on the way to a part is in force there.
  [
    'X:1\nP:AAB\nM:4/4\nL:1/4\nK:C\n%%MIDI program 3\nP:A\nCDEF|\nw:a b c d\nK:D\nM:3/4\nP:B\n% rest\nEFG|\nW:Words.\n',
    'B',
    'X:1\nM:3/4\nL:1/4\nK:D\n%%MIDI program 3\nP:B\n% rest\nEFG|\nW:Words.\n',
  ],
  // It may stand there in pieces, within a line too.
  ['X:1\nK:C\nP:A\nabc|[P:B]def|[L:1/4][P:A]gab|\n', 'A', 'X:1\nK:C\nP:A\nabc|[P:A][L:1/4]gab|\n'],
  ['X:1\nK:C\nP:A\nabc|[L:1/4][P:B]def|[P:C]gab|\n', 'C', 'X:1\nL:1/4\nK:C\n[P:C]gab|\n'],
  // In several voices, each with what is in force in it.
  [
    'X:1\nM:4/4\nL:1/4\nK:C\nV:1\nP:A\nCDEF|\nK:G\nP:B\nCDEF|\nV:2\nP:A\nC4|\nP:B\nD4|\n',
    'B',
    'X:1\nM:4/4\nL:1/4\nK:C\nV:1\nP:B\nK:G\nCDEF|\nV:2\nP:B\nD4|\n',
  ],
  ['X:1\nK:C\nP:A\nabc|\n', 'D', 'refused: The tune has no part P:D.'],
])('of %j part %s is %j', (text, label, expected) => {
  expect(part(text, label)).toBe(expected);
});

test('the parts of a tune', () => {
  expect(partsOf('X:1\nP:AAB\nK:C\nP:A\nabc|\nP:B\nabc|[P:A]abc|\n')).toEqual(['A', 'B']);
});

test('abcjs plays a part alone as it does in the tune', () => {
  const change = fc.constantFrom('', '', 'K:D\n', 'M:2/4\n', 'L:1/8\n', 'K:Fm\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(change, line), { minLength: 1, maxLength: 4 }), (parts) => {
      const body = parts
        .map(([fields, music], nth) => `P:${'ABCD'.charAt(nth)}\n${fields}${music}\n`)
        .join('');
      const text = `${HEAD}K:G\n${body}`;
      const alone = parts.flatMap((_, nth) => heard(part(text, 'ABCD'.charAt(nth)))[0] ?? []);
      expect(alone).toEqual(heard(text)[0]);
      const pitches = (abc: string): string[] =>
        (played(abc)[0] ?? []).map((note) => note.split(' ').at(-1) ?? '');
      expect(parts.flatMap((_, nth) => pitches(part(text, 'ABCD'.charAt(nth))))).toEqual(pitches(text));
    }),
    { numRuns: runs(60) },
  );
});

test('any text is taken without an error', () => {
  fc.assert(
    fc.property(abcText, (body) => {
      const text = `X:1\nK:G\n${body}`;
      for (const { id } of voicesWithMusic(text)) extractVoice(text, id);
      for (const label of partsOf(text)) expect(extractPart(text, label).kind).toBe('rewritten');
    }),
    { numRuns: runs(500) },
  );
});
