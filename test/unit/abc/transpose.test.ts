import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalBetween, intervalOf, transposeName } from '../../../src/abc/editing/interval.ts';
import { soundingPitches } from '../../../src/abc/editing/sounding.ts';
import { transposeTune } from '../../../src/abc/editing/transpose.ts';
import { parseKey } from '../../../src/abc/key.ts';
import { abcText, runs } from './arbitraries.ts';

const TONE = { steps: 1, semitones: 2 };

test.each([
  ['K:C\nCDEF GABc|', 'K:D\nDEFG ABcd|'],
  ['K:G\nB,^c=f_e|', 'K:A\nC^d=g=f|'],
  ['K:F\n"Bb"B2"Gm7/Bb"A|"D.C."c|', 'K:G\n"C"c2"Am7/C"B|"D.C."d|'],
  ['K:Am clef=bass % low\n{ag}[A,CE]2 (3abc z|', "K:Bm clef=bass % low\n{ba}[B,DF]2 (3bc'd z|"],
  ['K:Dmix\nabc|[K:G]abc|', "K:Emix\nbc'd|[K:A]bc'd|"],
  ['K:D exp ^f _b\nfb|', "K:E exp =b =d =e ^f =a ^g =c\ngc'|"],
  ['K:C\n^^c __d ^/e|', 'K:D\n^^d __e ^3/2f|'],
  ['T:Cage\nK:C\nw:CDE\nC|\n', 'T:Cage\nK:D\nw:CDE\nD|\n'],
  // Chord symbols of all forms; remarks stay.
  ['K:C\n"/E"C"G/b"B"(Em)"C"Am;G7"C"F\\nC"C|', 'K:D\n"/F#"D"A/c#"c"(F#m)"D"Bm;A7"D"G\\nD"D|'],
  ['K:C\n"F♯m/C♯"C"B♭△"C"D##"C"Ebb"C|', 'K:D\n"G♯m/D♯"D"C△"D"F#"D"Fb"D|'],
  [
    'K:C\n"D.C."C"C;slow"C"^C"C"Fine"C"C' + "'" + 's"C|',
    'K:D\n"D.C."D"C;slow"D"^C"D"Fine"D"C' + "'" + 's"D|',
  ],
  ['K:C\nCD|\ns:"C" !p! "C.S."\n', 'K:D\nDE|\ns:"D" !p! "C.S."\n'],
  // Accidentals of a key close to its mode, and quarter tones.
  ['K:Dmaj_b\nb|', 'K:Emaj=c\nc' + "'" + '|'],
  ['K:C ^/f _3/2b\nfb|', 'K:D ^/g _/c\ngc' + "'" + '|'],
  // Three sharps are two on the note above.
  ['K:C\n^^b|__F|', "K:D\n^d'|__G|"],
  ['K:D\nabc|[K:clef=bass]ABc|', "K:E\nbc'd|[K:clef=bass]Bcd|"],
])('%j a tone up is %j', (text, expected) => {
  expect(transposeTune(text, TONE)).toEqual({ kind: 'transposed', text: expected });
});

test.each([
  ['K:D\nABc|[K:none]Bcd|', /K:none names no key/],
  ['K:D\nabc|\nK:\nabc|', /K:none names no key/],
  ['K:D\nabc|[K:HP]abc|', /pipes play in no other key/],
  ['m:~A3=A{B}A\nK:D\n~A3|', /macros \(m:\)/],
])('%j is refused for what it is', (text, reason) => {
  expect(transposeTune(text, TONE)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(reason) as string,
  });
});

test.each(['K:HP\nabc|', 'K:none\nabc|', 'abc|', 'K:C#\nabc|'])('%j is refused with a reason', (text) => {
  expect(transposeTune(text, TONE)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/\.$/) as string,
  });
});

test('intervals', () => {
  expect(intervalBetween('G', 'D')).toEqual({ steps: -3, semitones: -5 });
  expect(intervalBetween('D', 'E')).toEqual(TONE);
  expect(intervalBetween('Bb', 'A')).toEqual({ steps: -1, semitones: -1 });
  expect(intervalOf(2, parseKey('D'))).toEqual(TONE);
  expect(intervalOf(1, parseKey('C'))).toEqual({ steps: 1, semitones: 1 });
  expect(intervalOf(-12, parseKey('C'))).toEqual({ steps: -7, semitones: -12 });
  expect(transposeName('E#', TONE)).toBe('G');
});

test('accidentals hold for their step until the bar line', () => {
  expect(soundingPitches('K:D\nf =f f F|f|')).toEqual([18, 17, 17, 6, 18]);
});

test('whatever is transposed comes back to what it was in sound', () => {
  fc.assert(
    fc.property(abcText, fc.integer({ min: -6, max: 6 }), (body, semitones) => {
      const text = `X:1\nK:G\n${body}`;
      const there = transposeTune(text, intervalOf(semitones, parseKey('G')));
      if (there.kind === 'refused') return;
      expect(soundingPitches(there.text)).toEqual(soundingPitches(text).map((pitch) => pitch + semitones));
    }),
    { numRuns: runs(500) },
  );
});
