import { expect, test } from 'vitest';
import { corpusOf } from '../../../src/abc/canonical/corpus.ts';

const FILE = `%abc-2.1
M:6/8
L:1/8

Some text about the tunes: A B C.

X:1
T:First, café
R:jig
K:G
GAB|

X:2
T:
T:Second
M:2/4
K:D
d2|
X:3
K:Am
A3|
X:4
T:No music
K:C

Afterword.
`;

test('tunes of a file in order, with the fields of the file header, text passed over', () => {
  expect(corpusOf(FILE).map(({ title, text }) => [title, text])).toEqual([
    ['First, café', 'R:jig\nM:6/8\nK:G\nGAB|\n'],
    ['Second', 'M:2/4\nK:D\nd2|\n'],
    ['X:3', 'M:6/8\nK:Am\nA3|\n'],
  ]);
});

test.each([
  ['CRLF', FILE.replaceAll('\n', '\r\n')],
  ['CR', FILE.replaceAll('\n', '\r')],
  ['a byte order mark', `\uFEFF${FILE}`],
  ['Latin-1 read as UTF-8', FILE.replace('é', '\uFFFD')],
])('%s makes no difference', (_, text) => {
  expect(corpusOf(text).map((tune) => tune.text)).toEqual(corpusOf(FILE).map((tune) => tune.text));
});

test.each(['', '\n\n', 'Dear diary,\nno tune today.\n', '\u0000\u0001\u0002'])('%j holds no tune', (text) => {
  expect(corpusOf(text)).toEqual([]);
});
