import { expect, test } from 'vitest';
import { wishOf } from '../../../src/webview/candidates/keyboard.ts';

const press = (key: string, more: { readonly ctrlKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test.each([
  ['ArrowDown', { kind: 'go', by: 1 }],
  ['ArrowUp', { kind: 'go', by: -1 }],
  ['1', { kind: 'choose', number: 0 }],
  ['9', { kind: 'choose', number: 8 }],
  ['Home', { kind: 'choose', number: 0 }],
  ['End', { kind: 'choose', number: Infinity }],
  [' ', { kind: 'play' }],
  ['Enter', { kind: 'insert' }],
  ['r', { kind: 'again' }],
  ['Escape', { kind: 'close' }],
])('%s is ours', (key, wish) => {
  expect(wishOf(press(key), 'UL')).toEqual(wish);
});

test('other keys and the editor’s own shortcuts are not', () => {
  expect(wishOf(press('a'), 'UL')).toBeNull();
  expect(wishOf(press('0'), 'UL')).toBeNull();
  expect(wishOf(press('r', { ctrlKey: true }), 'UL')).toBeNull();
});

test('Space and Enter press the button that has the focus', () => {
  expect(wishOf(press(' '), 'BUTTON')).toBeNull();
  expect(wishOf(press('Enter'), 'BUTTON')).toBeNull();
  expect(wishOf(press('Escape'), 'BUTTON')).toEqual({ kind: 'close' });
});
