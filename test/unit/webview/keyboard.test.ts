import { expect, test } from 'vitest';
import { actionFor } from '../../../src/webview/preview/keyboard.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, target: string, modifiers: Partial<typeof none> = {}): string | null =>
  actionFor({ key, ...none, ...modifiers }, target);

test('Space plays, Escape stops, the arrows go from tune to tune', () => {
  expect([' ', 'Escape', 'ArrowLeft', 'ArrowRight', 'a'].map((key) => press(key, 'BODY'))).toEqual([
    'toggle',
    'stop',
    'previous',
    'next',
    null,
  ]);
});

test('a focused button keeps its Space, a slider its arrows; Escape always stops', () => {
  expect(press(' ', 'BUTTON')).toBeNull();
  expect(press('ArrowRight', 'BUTTON')).toBe('next');
  expect(press('ArrowRight', 'INPUT')).toBeNull();
  expect(press('Escape', 'INPUT')).toBe('stop');
});

test('keys with a modifier belong to the editor', () => {
  expect(press('ArrowLeft', 'BODY', { altKey: true })).toBeNull();
  expect(press(' ', 'BODY', { ctrlKey: true })).toBeNull();
});
