import { expect, test } from 'vitest';
import { parsePlace, parseToHost, parseToPage } from '../../../src/webview/messages.ts';

const tune = {
  type: 'tune',
  revision: 3,
  text: 'X:1\nK:C\nCDEF|\n',
  fileHeader: '',
  firstLine: 7,
  selection: null,
  remember: { uri: 'file:///tunes.abc', offset: 120 },
};

test.each([
  tune,
  { ...tune, selection: { start: 12, end: 14 } },
  { type: 'nothing', revision: 0, reason: 'No tune.', remember: null },
  { type: 'selection', revision: 4, selection: { start: 0, end: 0 } },
  { type: 'transport', action: 'toggle' },
  { type: 'export', format: 'midi' },
])('the page understands $type', (message) => {
  expect(parseToPage(message)).toEqual(message);
});

test.each([
  { type: 'ready' },
  { type: 'reveal', revision: 2, start: 10, end: 12 },
  { type: 'step', direction: 'previous' },
  { type: 'exported', format: 'wav', data: Uint8Array.of(82, 73, 70, 70) },
  { type: 'unexported', reason: 'There is no tune.' },
  { type: 'violation', directive: 'connect-src', blocked: 'https://example.org', where: 'preview.js:1:2' },
  { type: 'failure', message: 'oh' },
])('the host understands $type', (message) => {
  expect(parseToHost(message)).toEqual(message);
});

test.each<[string, unknown]>([
  ['nothing at all', undefined],
  ['a bare string', 'ready'],
  ['an unknown type', { type: 'run', code: '1' }],
  ['a message for the other side', tune],
  ['a negative offset', { type: 'reveal', revision: 1, start: -1, end: 2 }],
  ['an offset that is no whole number', { type: 'reveal', revision: 1, start: 0.5, end: 2 }],
  ['an offset as text', { type: 'reveal', revision: 1, start: '0', end: 2 }],
  ['a missing field', { type: 'reveal', revision: 1, start: 0 }],
  ['a field too many', { type: 'ready', uri: 'file:///etc/passwd' }],
  ['data that are no bytes', { type: 'exported', format: 'svg', data: '<svg/>' }],
  ['a word that is no direction', { type: 'step', direction: 'sideways' }],
  ['a message of a megabyte', { type: 'failure', message: 'a'.repeat(1_000_000) }],
])('the host refuses %s', (_, message) => {
  expect(parseToHost(message)).toBeNull();
});

test('the page refuses what is no message of the host', () => {
  expect(parseToPage({ ...tune, revision: NaN })).toBeNull();
  expect(parseToPage({ ...tune, text: 1 })).toBeNull();
  expect(parseToPage({ type: 'ready' })).toBeNull();
});

test('a remembered state is read back, and anything else is none', () => {
  expect(parsePlace(tune.remember)).toEqual(tune.remember);
  expect(parsePlace(undefined)).toBeNull();
  expect(parsePlace({ uri: 5, offset: 0 })).toBeNull();
});
