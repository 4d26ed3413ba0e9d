import abcjs from 'abcjs';
import { expect, test } from 'vitest';
import { readWarning } from '../../../src/webview/music/warnings.ts';

const span = (character: string): string =>
  `<span style="text-decoration:underline;font-size:1.3em;font-weight:bold;">${character}</span>`;

test('a warning becomes a place and a message without markup', () => {
  expect(readWarning(`Music Line:4:7: Unknown character ignored:  CDEF| ${span('@')}GABc|`)).toEqual({
    place: { line: 4, column: 7 },
    message: 'Unknown character ignored: CDEF| @GABc|',
  });
});

test('escaped characters of the tune come back as they were, the unescaped one too', () => {
  const { message } = readWarning(`Music Line:5:6: Odd:  &amp;amp;&lt;${span('<')}b&gt;`);
  expect(message).toBe('Odd: &amp;<<b>');
});

test('only the neighbourhood of what is wrong is shown', () => {
  const { message } = readWarning(`Music Line:1:30: Odd:  ${'a'.repeat(40)}${span('?')}${'b'.repeat(40)}`);
  expect(message).toBe(`Odd: …${'a'.repeat(12)}?${'b'.repeat(12)}…`);
});

test('a warning in another shape is kept whole', () => {
  expect(readWarning('Something &lt;else&gt;')).toEqual({ place: null, message: 'Something <else>' });
});

test('what abcjs really says about a hostile tune is read without a trace of its markup', () => {
  const hostile = 'X:1\nT:T\nK:C\nC"<b>hi</b>"D!foo!E @F|\n?<img src=x onerror=alert(1)>\n';
  const warnings = (abcjs.parseOnly(hostile)[0].warnings ?? []).map(readWarning);
  expect(warnings.length).toBeGreaterThan(3);
  expect(warnings.map(({ place }) => place?.line)).toContain(4);
  expect(warnings.map(({ message }) => message).join('\n')).not.toMatch(/<\/?span|&[lga][tm]/);
  expect(warnings[0]?.message).toBe('Unknown decoration: foo: …"<b>hi</b>"D!foo!E @F|');
});
