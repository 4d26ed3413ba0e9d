import { expect, test } from 'vitest';
import { LETTERS, parseKey } from '../../../src/abc/key.ts';

/** Sharps and flats in alphabetical order, `^C ^F` for D major. */
const signatureOf = (text: string) => {
  const { accidentals } = parseKey(text);
  return LETTERS.filter((letter) => accidentals[letter] !== 0)
    .map(
      (letter) =>
        (accidentals[letter] > 0 ? '^' : '_').repeat(Math.ceil(Math.abs(accidentals[letter]))) + letter,
    )
    .join(' ');
};

test.each([
  ['C', ''],
  ['D', '^C ^F'],
  ['Bb', '_B _E'],
  ['Am', ''],
  ['A minor', ''],
  ['F#m', '^C ^F ^G'],
  ['Edor', '^C ^F'],
  ['E Dorian', '^C ^F'],
  ['DMix', '^F'],
  ['G mixolydian', ''],
  ['Cphr', '_A _B _D _E'],
  ['Flyd', ''],
  ['Bloc', ''],
  ['C#', '^A ^B ^C ^D ^E ^F ^G'],
  ['HP', ''],
  ['Hp', '^C ^F'],
  ['none', ''],
  ['', ''],
  ['D Phr ^f', '_B _E ^F'],
  ['D exp _b ^f', '_B ^F'],
  ['D =c', '^F'],
  ['D ^g =f =c', '^G'],
  ['D maj =c', '^F'],
])('K:%s has the signature "%s"', (text, expected) => {
  expect(signatureOf(text)).toBe(expected);
  expect(parseKey(text).unexplained).toBe('');
});

test.each([
  ['C bass', 'C', 'bass'],
  ['Am clef=alto transpose=-2', 'A', 'alto'],
  ['clef=treble-8', '', 'treble-8'],
  ['C treble+8', 'C', 'treble+8'],
  ['C alto_15', 'C', 'alto_15'],
  ['C treble8', 'C', 'treble8'],
  ['bass', '', 'bass'],
  ['D treble+8', 'D', 'treble+8'],
  ['G clef = bass', 'G', 'bass'],
])('K:%s has tonic %s and clef %s', (text, tonic, clef) => {
  expect(parseKey(text)).toMatchObject({ tonic, clef, unexplained: '' });
});

test.each([
  ['H major', 'H major'],
  ['Dfoo', 'Dfoo'],
  ['G what', 'what'],
  ['C treble98', 'treble98'],
  ['C bassA8', 'bassA8'],
])('K:%s leaves "%s" unexplained', (text, unexplained) => {
  expect(parseKey(text).unexplained).toBe(unexplained);
});

test('kinds and modes', () => {
  expect(parseKey('HP').kind).toBe('pipes');
  expect(parseKey('none').kind).toBe('none');
  expect(parseKey('A Dorian')).toMatchObject({ kind: 'key', tonic: 'A', mode: 'dorian' });
});

test('a quarter tone in a signature', () => {
  expect(parseKey('D exp ^/f').accidentals.F).toBe(0.5);
});
