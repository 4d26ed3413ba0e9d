import { expect, test } from 'vitest';
import { parseFromCandidatesPage, parseToCandidatesPage } from '../../../src/webview/messages-candidates.ts';

const candidates = {
  type: 'candidates',
  revision: 2,
  header: 'X:1\nK:C\n',
  lead: 'CDEF|',
  candidates: [{ text: 'GABc|', likelihood: 0.5, bars: 1 }],
  millis: 12.5,
};

test.each([
  candidates,
  { type: 'place', place: { uri: 'file:///tunes.abc', offset: 120 } },
  { type: 'asking', revision: 1 },
  { type: 'nothing', revision: 1, reason: 'No music.' },
  { type: 'stale', revision: 1 },
])('the page understands $type', (message) => {
  expect(parseToCandidatesPage(message)).toEqual(message);
});

test.each([
  { type: 'ready' },
  { type: 'insert', revision: 2, choice: 3 },
  { type: 'again' },
  { type: 'close' },
  { type: 'failure', message: 'oh' },
])('the host understands $type', (message) => {
  expect(parseFromCandidatesPage(message)).toEqual(message);
});

test.each<[string, unknown]>([
  ['text to insert', { type: 'insert', revision: 1, choice: 0, text: 'rm -rf' }],
  ['a choice below zero', { type: 'insert', revision: 1, choice: -1 }],
  ['a message for the other side', candidates],
  ['an unknown type', { type: 'run' }],
])('the host refuses %s', (_, message) => {
  expect(parseFromCandidatesPage(message)).toBeNull();
});

test('the page refuses more candidates than there are digits, and none at all', () => {
  const [one] = candidates.candidates;
  expect(parseToCandidatesPage({ ...candidates, candidates: Array(10).fill(one) })).toBeNull();
  expect(parseToCandidatesPage({ ...candidates, candidates: [] })).toBeNull();
});
