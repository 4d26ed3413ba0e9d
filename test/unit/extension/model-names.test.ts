import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelFolderName } from '../../../src/extension/model-names.ts';

test.each([
  ['My tunes', 'My tunes'],
  ['Ó Riada: airs / slow', 'Ó Riada- airs - slow'],
  ['../../etc', 'etc'],
  ['.hidden.', 'hidden'],
  ['音楽', '音楽'],
  ['con', 'con tunes'],
  ['', 'my tunes'],
  ['///', 'my tunes'],
])('“%s” is kept in a folder named “%s”', (name, folder) => {
  expect(modelFolderName(name)).toBe(folder);
});

test('a folder name never leaves its parent, is never hidden, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const folder = modelFolderName(name);
      expect(folder).not.toMatch(/[\\/]|^\.|^$/);
      expect(modelFolderName(folder)).toBe(folder);
    }),
  );
});
