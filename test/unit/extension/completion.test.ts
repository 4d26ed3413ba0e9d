import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKey } from '../../../src/abc/key.ts';
import { readMeter } from '../../../src/abc/meter.ts';
import { KEY_NAMES } from '../../../src/abc/reference/keys.ts';
import { METERS } from '../../../src/abc/reference/values.ts';
import { type Place, proposalsFor } from '../../../src/extension/completion/proposals.ts';
import { voicesOf } from '../../../src/extension/completion/voices.ts';
import { wantedAt } from '../../../src/extension/completion/wanted.ts';
import { abcText, runs } from '../abc/arbitraries.ts';

/** What would be replaced at the "‸", and what is proposed instead. */
function proposed(marked: string, place: Place = 'header') {
  const column = marked.indexOf('‸');
  const line = marked.replace('‸', '');
  const wanted = wantedAt(line, column);
  if (wanted === null) return null;
  const voices = [{ id: 'LH', properties: 'clef=bass' }];
  const texts = proposalsFor(wanted, line, place, voices).map(({ text }) => text);
  return { kind: wanted.kind, replaced: line.slice(wanted.start, wanted.end), texts };
}

test.each<[string, Place, string, string, string]>([
  ['‸', 'header', 'field', '', 'T:'],
  ['K‸', 'header', 'field', 'K', 'K:'],
  ['R‸: jig', 'header', 'field', 'R: ', 'M:'],
  ['‸', 'between', 'field', '', 'X:'],
  ['w‸', 'body', 'field', 'w', 'w:'],
  ['K:‸', 'header', 'value', '', 'Edor'],
  ['K: E‸m % minor', 'header', 'value', 'Em', 'Edor'],
  ['K:E ‸', 'header', 'value', '', 'dorian'],
  ['K:E dor ‸', 'header', 'value', '', 'clef=bass'],
  ['abc [K:‸] def', 'inline field', 'value', '', 'Gm'],
  ['M:‸', 'header', 'value', '', 'C|'],
  ['M:6‸', 'field', 'value', '6', '6/8'],
  ['L:‸', 'between', 'value', '', '1/8'],
  ['R:slip ‸', 'header', 'value', 'slip ', 'slip jig'],
  ['I:‸', 'header', 'value', '', 'linebreak'],
  ['AB !‸', 'body', 'decoration', '!', '!trill!'],
  ['AB !‸!', 'body', 'decoration', '!!', '!trill!'],
  ['!segno!AB!tr‸ill!', 'decoration', 'decoration', '!trill!', '!fermata!'],
  ['AB!‸cd ef|', 'body', 'decoration', '!', '!fermata!'],
  ['%%‸', 'directive', 'directive', '', 'MIDI program'],
  ['%%MIDI pr‸', 'directive', 'directive', 'MIDI pr', 'MIDI program'],
  ['%%MIDI program ‸', 'directive', 'instrument', '', '40'],
  ['%%MIDI program 1 ‸', 'directive', 'instrument', '', '73'],
  ['%%MIDI program 4‸', 'directive', 'instrument', '4', '40'],
  ['V:‸', 'field', 'voice', '', 'LH'],
  ['abc|[V: R‸] def', 'inline field', 'voice', 'R', 'LH'],
  ['%%score {RH | ‸', 'directive', 'voice', '', 'LH'],
  ['%%score (R‸H LH)', 'directive', 'voice', 'RH', 'LH'],
  ['%%MIDI chordprog acc‸', 'directive', 'instrument', 'acc', '21'],
])('%j in a %s is a %s: %j may become %j', (line, place, kind, replaced, expected) => {
  const found = proposed(line, place);
  expect(found).toMatchObject({ kind, replaced });
  expect(found?.texts).toContain(expected);
});

test.each<[string, Place]>([
  ['abc|:‸', 'body'],
  ['A:‸|', 'body'],
  ['T:‸', 'header'],
  ['V:1 clef=‸', 'header'],
  ['!trill!‸', 'body'],
  ['AB "say !‸', 'annotation'],
  ['AB ! ‸', 'body'],
  ['abc ‸', 'body'],
  ['%‸', 'comment'],
  ['% what:‸', 'comment'],
])('nothing is proposed at %j', (line, place) => {
  expect(proposed(line, place)?.texts ?? []).toEqual([]);
});

test.each<[string, Place]>([
  ['w:la !‸', 'lyric'],
  ['K:‸', 'text'],
  ['K:‸', 'lyric'],
  ['%%‸', 'text'],
])('the place forbids %j in a %s', (line, place) => {
  expect(proposed(line, place)?.texts).toEqual([]);
});

test('fields of the header are not proposed in the body, nor those of the body in the header', () => {
  const header = proposed('‸', 'header')?.texts ?? [];
  const body = proposed('‸', 'body')?.texts ?? [];
  expect([header.includes('w:'), header.includes('X:')]).toEqual([false, true]);
  expect([body.includes('w:'), body.includes('X:'), body.includes('M:')]).toEqual([true, false, true]);
});

test('voices are those of the file header and the tune, but for the one being typed', () => {
  const tune = 'X:1\nV:1 name="High"\nK:C\n[V:1]abc|\nV:2\nabc|\nV:x\n';
  expect(voicesOf(tune, 'V:0 clef=bass\nC:Trad.\n', tune.length - 1)).toEqual([
    { id: '0', properties: 'clef=bass' },
    { id: '1', properties: 'name="High"' },
    { id: '2', properties: '' },
  ]);
});

test('every key and meter that is proposed is one', () => {
  expect(KEY_NAMES.filter(({ text }) => parseKey(text).unexplained !== '')).toEqual([]);
  expect(KEY_NAMES.filter(({ text }) => parseKey(text).kind === 'none').map(({ text }) => text)).toEqual([
    'none',
  ]);
  expect(METERS.filter(({ text }) => readMeter(text) === null)).toEqual([]);
});

test('what is replaced is a stretch of the line around the cursor', () => {
  fc.assert(
    fc.property(abcText, fc.nat(), (text, at) => {
      const line = text.replaceAll(/[\r\n]/g, ' ');
      const column = at % (line.length + 1);
      const wanted = wantedAt(line, column);
      if (wanted === null) return;
      expect(wanted.start).toBeGreaterThanOrEqual(0);
      expect(wanted.start).toBeLessThanOrEqual(column);
      expect(wanted.end).toBeGreaterThanOrEqual(column);
      expect(wanted.end).toBeLessThanOrEqual(line.length);
    }),
    { numRuns: runs(5000) },
  );
});
