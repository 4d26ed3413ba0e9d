import { expect, test } from 'vitest';
import { readBook, type Tune, tunesOf } from '../../../src/abc/book.ts';
import {
  INTERVALS,
  keyOf,
  tonicsFor,
  transposedBy,
  transposedTo,
} from '../../../src/extension/transforms/intervals.ts';

function tune(text: string): Tune {
  const [first] = tunesOf(readBook(text));
  if (!first) throw new Error(`${text} is no tune.`);
  return first;
}

test('intervals are named in semitones, up and down', () => {
  const named = new Map(INTERVALS.map(({ label, semitones }) => [label, semitones]));
  expect([named.get('Up a fifth'), named.get('Down a major second'), named.get('Up an octave')]).toEqual([
    7, -2, 12,
  ]);
});

test.each([
  ['X:1\nK:D\nDEF|\n', 2, 'X:1\nK:E\nEFG|\n'],
  ['X:1\nK:Em\nEFG|\n', -2, 'X:1\nK:Dm\nDEF|\n'],
  ['X:1\nK:C\nC|[K:G]G|\n', 12, 'X:1\nK:C\nc|[K:G]g|\n'],
])('%j by %i semitones is %j', (text, semitones, expected) => {
  expect(transposedBy(tune(text), semitones)).toEqual({ kind: 'rewritten', text: expected });
});

test.each([
  ['X:1\nK:D\nDEF|\n', 'G', 'X:1\nK:G\nGAB|\n'],
  ['X:1\nK:Ador\nABc|\n', 'E', 'X:1\nK:Edor\nEFG|\n'],
  ['X:1\nK:Gmix\nGAB=f|\n', 'A', 'X:1\nK:Amix\nABc=g|\n'],
])('%j goes the nearer way to %s: %j', (text, tonic, expected) => {
  expect(transposedTo(tune(text), tonic)).toEqual({ kind: 'rewritten', text: expected });
});

test.each(['X:1\nK:HP\nabc|\n', 'X:1\nK:none\nabc|\n'])('%j says why it cannot be transposed', (text) => {
  for (const result of [transposedTo(tune(text), 'D'), transposedBy(tune(text), 2)]) {
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/^K:/) as string });
  }
});

test('the tonics offered are those with a signature, without the tune’s own', () => {
  const labels = tonicsFor(keyOf('X:1\nK:Am\nabc|\n')).map(({ label }) => label);
  expect(labels.slice(0, 3)).toEqual(['D', 'E', 'G']);
  expect(labels).not.toContain('A');
  expect(labels).not.toContain('Cb');
});
