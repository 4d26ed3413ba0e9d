import fc from 'fast-check';

const pitch = fc.constantFrom(
  'D',
  'E',
  'F',
  'G',
  'A',
  'B',
  'c',
  'd',
  'e',
  'f',
  'g',
  '^c',
  '_B',
  '=f',
  "d'",
  'A,',
);
const before = fc.constantFrom(
  '',
  '',
  '',
  '"G"',
  '"Am7"',
  '{g}',
  '{ga}',
  '~',
  'T',
  '.',
  '!trill!',
  '!f!',
  'u',
  '!1!',
);

/** Beats of a fourth each; `before` may decorate every note. */
const beat = (decorated: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(decorated, pitch).map(([a, p]) => `${a}${p}2`),
    fc.tuple(decorated, pitch, decorated, pitch).map(([a, p, b, q]) => `${a}${p}${b}${q}`),
    fc.tuple(decorated, pitch, decorated, pitch).map(([a, p, b, q]) => `${a}${p}>${b}${q}`),
    fc.tuple(decorated, pitch, pitch, pitch).map(([a, p, q, r]) => `${a}(3${p}${q}${r}`),
    fc.tuple(decorated, pitch, pitch).map(([a, p, q]) => `${a}[${p}${q}]2`),
    fc.tuple(decorated, pitch, pitch).map(([a, p, q]) => `(${a}${p}${q})`),
    fc.constant('z2'),
  );

const tune = (decorated: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const bar = fc.array(beat(decorated), { minLength: 4, maxLength: 4 }).map((beats) => beats.join(' '));
  const line = fc.array(bar, { minLength: 1, maxLength: 4 }).map((bars) => `${bars.join('|')}|\n`);
  return fc
    .tuple(
      fc.constantFrom('G', 'D', 'Am', 'Edor', 'Amix', 'Bb', 'F#m', 'Dphr', 'Clyd'),
      fc.array(line, { minLength: 1, maxLength: 4 }),
    )
    .map(([key, lines]) => `X:1\nT:Tune\nM:4/4\nL:1/8\nK:${key}\n${lines.join('')}`);
};

/** Whole tunes in 4/4 with chord symbols, decorations, grace notes, tuplets, chords, slurs and broken rhythm. */
export const ornateTune = tune(before);

/** The same without chord symbols, decorations and grace notes. */
export const plainTune = tune(fc.constant(''));
