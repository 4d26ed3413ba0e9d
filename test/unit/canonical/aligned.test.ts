import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignedVoices, writtenLike } from '../../../src/abc/canonical/aligned.ts';
import { readPitch, readRest } from '../../../src/abc/canonical/pieces.ts';
import { canonicalTune } from '../../../src/abc/canonical/tune.ts';
import { scanTune } from '../../../src/abc/scan.ts';
import { music, unit } from './music.ts';

/** Each aligned note as `written=canonical`, a list per voice. */
function pairs(tune: string): string[] {
  return alignedVoices(tune).map(({ text, notes }) =>
    notes
      .map(({ start, end, source }) => `${tune.slice(source.start, source.end)}=${text.slice(start, end)}`)
      .join(' '),
  );
}

test.each([
  ['every note and rest', 'L:1/8\nK:G', 'A2 ^c/|z d', ['A2=A2 ^c/=^c/ z=z d=d']],
  ['lengths in another unit', 'L:1/16\nK:G', 'A2B4', ['A2=A B4=B2']],
  ['what repair writes out', 'L:1/8\nK:G', 'A2>B c>d', ['A2=A3 B=B/ c=c d=d']],
  ['notes of chords', 'L:1/16\nK:G', '[C2E2]A[~CE]2', ['C2=C E2=E A=A/ C=C E=E']],
  ['grace notes', 'L:1/4\nK:G', '~{gd}A', ['g=g d=d A=A2']],
  ['none in overlays', 'L:1/8\nK:G', 'AB&[CE]F|d', ['A=A B=B d=d']],
  ['none of chords that a bar line breaks', 'L:1/8\nK:G', 'A[CE|d', ['A=A d=d']],
  ['past lyrics and comments', 'L:1/8\nK:G', 'AB%c\nw:la la\nd"Gm"e', ['A=A B=B d=d e=e']],
  ['voice by voice', 'L:1/8\nK:G\nV:1\nV:2', 'V:1\nAB|\nV:2\nCD|\nV:1\ncd|', ['A=A B=B c=c d=d', 'C=C D=D']],
  ['voices with rests only are none', 'L:1/8\nK:G', 'V:1\nz4|\nV:2\nCD|', ['C=C D=D']],
  ['lengths that repair changes twice', 'L:1/8\nK:G', 'A>B>c', ['A=A3/2 B=B3/4 c=c/']],
])('aligns %s', (_, fields, body, expected) => {
  expect(pairs(`X:1\n${fields}\n${body}`)).toEqual(expected);
});

test('a text without notes has no voices', () => {
  expect(alignedVoices('X:1\nK:C\nz4|')).toEqual([]);
  expect(alignedVoices('')).toEqual([]);
});

test('all notes of well-formed music are aligned, each with one of its pitch; the text is the canonical one', () => {
  fc.assert(
    fc.property(music, unit, (pieces, length) => {
      const tune = `X:1\nM:4/4\nL:${length}\nK:C\n${pieces.join('')}`;
      const [voice, ...others] = alignedVoices(tune);
      expect(others).toEqual([]);
      expect(voice?.text ?? null).toBe(canonicalTune(tune));
      if (voice === undefined) return;
      const sounds = (text: string) =>
        scanTune(text)
          .filter(({ kind }) => kind === 'note' || kind === 'rest')
          .map(({ start, end }) => ({ start, end }));
      expect(voice.notes.map(({ source }) => source)).toEqual(sounds(tune));
      expect(voice.notes.map(({ start, end }) => ({ start, end }))).toEqual(sounds(voice.text));
      for (const { start, end, source } of voice.notes) {
        const written = tune.slice(source.start, source.end);
        const read = written.startsWith('z') ? readRest(written) : readPitch(written);
        expect(voice.text.slice(start, end).startsWith(read.name)).toBe(true);
      }
    }),
  );
});

test('no text makes it throw, and what it aligns are notes in the order of both texts', () => {
  const scrap = fc.constantFrom(
    ...[
      'A',
      '^',
      '[',
      ']',
      '{',
      '}',
      '&',
      '(3',
      '|',
      ':',
      'z',
      'x2',
      '>',
      '<',
      '-',
      'H',
      '"',
      '!',
      '\n',
      '\r',
      '%',
    ],
    ...['V:2\n', '\nV:1\n', '\nK:D\n', '[K:A]', '[V:2]', '1', '/', ',', '\\', 'w:la\n', 'é', '🎻'],
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 60 }), (scraps) => {
      const tune = `X:1\nK:C\n${scraps.join('')}`;
      for (const { text, notes } of alignedVoices(tune)) {
        let [last, lastSource] = [0, 0];
        for (const { start, end, source } of notes) {
          expect(start >= last && end > start && end <= text.length).toBe(true);
          expect(source.start >= lastSource && source.end > source.start).toBe(true);
          [last, lastSource] = [end, source.end];
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  // written, canonical, other canonical, what to write
  ['A', 'A', 'B', 'B'],
  ['A/2', 'A/', '^c/', '^c/2'],
  ['A2', 'A', 'e', 'e2'],
  ['A2', 'A', 'e2', 'e4'],
  ['A', 'A3/2', 'd3/2', 'd'],
  ['A', 'A3/2', 'd', 'd2/3'],
  ['^/c2', '^c4', "=c'4", "=c'2"],
  ['z4', 'z2', 'G,2', 'G,4'],
  ['A,2', 'A,2', 'z', 'z'],
])('%j (canonical %j) with %j in its place is %j', (written, canonical, other, expected) => {
  expect(writtenLike(written, canonical, other)).toBe(expected);
});
