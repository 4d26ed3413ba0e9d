import { expect, test } from 'vitest';
import { practiceIn } from '../../../src/webview/preview/kept.ts';

test('speed and repeating are read back from what the page kept beside its place', () => {
  const practice = { speed: 65, loops: true };
  expect(practiceIn({ uri: 'file:///tunes.abc', offset: 3, practice })).toEqual(practice);
});

test.each([
  undefined,
  null,
  'x',
  {},
  { practice: { speed: 1000, loops: true } },
  { practice: { speed: 80 } },
])('what makes no sense is the usual: %j', (state) => {
  expect(practiceIn(state)).toEqual({ speed: 100, loops: false });
});
