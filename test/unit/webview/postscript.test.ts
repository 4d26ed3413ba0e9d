import abcjs from 'abcjs';
import { expect, test } from 'vitest';
import { withoutPostScript } from '../../../src/webview/music/postscript.ts';
import { prepareTune } from '../../../src/webview/music/tune-text.ts';

test('a block of PostScript becomes comments of the same length', () => {
  const tune = 'X:1\n%%beginps\n/box { 1 }\n%%foo\nf\n%%endps\nK:C\nCD|\n';
  const harmless = 'X:1\n% beginps\n% ox { 1 }\n% foo\n%\n% endps\nK:C\nCD|\n';
  expect(withoutPostScript(tune)).toBe(harmless);
  expect(harmless).toHaveLength(tune.length);
});

test('a block that is never closed goes to the end', () => {
  expect(withoutPostScript('X:1\n%% BeginPS\nfoo\nK:C')).toBe('X:1\n%  BeginPS\n% o\n% C');
});

test('two blocks leave the music between them alone', () => {
  const tune = '%%beginps\na b\n%%endps\nCDEF|\n%%beginps\na b\n%%endps\nGABc|';
  expect(
    withoutPostScript(tune)
      .split('\n')
      .filter((line) => !line.startsWith('%')),
  ).toEqual(['CDEF|', 'GABc|']);
});

test('an inline field cannot start one either', () => {
  expect(withoutPostScript('C[I:beginps]D|\nfoo')).toBe('C[I:-------]D|\nfoo');
});

test('the word in a title or a comment is left alone', () => {
  const tune = 'X:1\nT:beginps\n% beginps\n%%text beginps\nK:C\nC|\n';
  expect(withoutPostScript(tune)).toBe(tune);
});

test('abcjs comes back from a tune with PostScript in it, its music intact', () => {
  const { engraved } = prepareTune(
    'X:1\n%%beginps\nfoo\n%%endps\nK:C\nC[I:beginps]DE|\n',
    '%%beginps\nbar\n',
  );
  const [tune] = abcjs.parseOnly(engraved);
  const notes = tune.lines.flatMap(
    (line) => line.staff?.flatMap((staff) => staff.voices?.flat() ?? []) ?? [],
  );
  expect(notes.filter(({ el_type }) => el_type === 'note')).toHaveLength(3);
});
