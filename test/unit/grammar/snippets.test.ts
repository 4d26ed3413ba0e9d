import { readFileSync } from 'node:fs';
import abcjs from 'abcjs';
import { array, object, parse, pipe, record, string, transform, union } from 'valibot';
import { describe, expect, test } from 'vitest';
import { ROOT } from './tokenise.ts';

const lines = union([
  pipe(
    string(),
    transform((line) => [line]),
  ),
  array(string()),
]);
const Snippets = record(string(), object({ prefix: lines, body: lines, description: string() }));
const snippets = Object.entries(
  parse(Snippets, JSON.parse(readFileSync(new URL('snippets/abc.json', ROOT), 'utf8'))),
);

/** What a snippet inserts when every placeholder is left as it is: first choices, default texts. */
function expand(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '');
}

test('prefixes are unique', () => {
  const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
  expect(prefixes).toEqual([...new Set(prefixes)]);
});

test.each(snippets)('%s: stops are numbered from 1 without a gap', (_, { body }) => {
  const stops = [...body.join('\n').matchAll(/\$\{?(\d+)/g)]
    .map(([, stop]) => Number(stop))
    .sort((a, b) => a - b);
  const numbers = [...new Set(stops)].filter((stop) => stop > 0);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

const templates = snippets.filter(([, { body }]) => body[0]?.startsWith('X:'));

describe('templates', () => {
  test('there is one for each common rhythm, and more', () => {
    const rhythms = templates.map(([, { body }]) => /^R:(.*)$/m.exec(body.join('\n'))?.[1]);
    for (const rhythm of [
      'jig',
      'slip jig',
      'slide',
      'reel',
      'hornpipe',
      'polka',
      'strathspey',
      'march',
      'waltz',
      'air',
    ])
      expect(rhythms).toContain(rhythm);
  });

  test.each(templates)('%s is a tune without a warning', (_, { body }) => {
    const [tune] = abcjs.parseOnly(expand(body));
    expect(tune.warnings ?? []).toEqual([]);
    expect(tune.metaText.title).toBe('Untitled');
  });
});

test.each([
  ['Repeat with two endings', '|:|1:|2|]'],
  ['Tuplet', '(5:4:5'],
  ['Chord symbol', '"Am"'],
  ['Annotation', '"^text"'],
  ['Grace notes', '{g}'],
  ['Decoration', '!trill!'],
  ['Change of unit note length', '[L:1/8]'],
])('%s inserts %s', (name, text) => {
  const body = snippets.find(([title]) => title === name)?.[1].body ?? [];
  expect(expand(body)).toBe(text);
});
