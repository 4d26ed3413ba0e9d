import { expect, test } from 'vitest';
import { modelNameFor } from '../../../src/extension/training/name.ts';

test('a workspace gives its model its name, and keeps it', () => {
  expect(modelNameFor('tunes', 'file:///home/tunes', {})).toBe('tunes');
  expect(modelNameFor('tunes', 'file:///home/tunes', { tunes: 'file:///home/tunes' })).toBe('tunes');
});

test('another workspace of that name does not replace what was trained there', () => {
  const owners = { tunes: 'file:///home/tunes', 'tunes 2': 'file:///old/tunes' };
  expect(modelNameFor('tunes', 'file:///work/tunes', owners)).toBe('tunes 3');
  expect(modelNameFor('tunes', 'file:///old/tunes', owners)).toBe('tunes 2');
});

test('long names stay apart, and a name that objects have anyway is a name like others', () => {
  const long = 'a'.repeat(200);
  const first = modelNameFor(long, 'one', {});
  const second = modelNameFor(long, 'two', { [first]: 'one' });
  expect(second).not.toBe(first);
  expect(modelNameFor('constructor', 'one', {})).toBe('constructor');
});
