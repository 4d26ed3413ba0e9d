import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barLengths } from './bars.mjs';

const tune = (body) => `X:1\nM:4/4\nL:1/8\nK:D\n${body}\n`;

test('the oracle adds up notes, rests, chords, tuplets and broken rhythm, and no grace notes', () => {
  assert.deepEqual(barLengths(tune('A2FA DAFA | (3ABc d2 z4 | [DFA]4 d>c B<A |')), [1, 1, 1]);
  assert.deepEqual(barLengths(tune('{gf}A8 | ~A3B "Em"c4 |')), [1, 1]);
});

test('the oracle sees a bar that is too long or too short', () => {
  assert.deepEqual(barLengths(tune('A2FA DAFA A | A2 |]')), [9 / 8, 1 / 4]);
});
