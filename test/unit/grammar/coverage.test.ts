import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GRAMMAR_FILE, ROOT } from './tokenise.ts';

const FOLDER = new URL('test/grammar/', ROOT);
const read = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');
const annotated = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.test\.(abc|md)$/.test(file))
  .sort();

/** The scopes that the grammar can give, but for meta scopes, which only group. */
function grammarScopes(): Set<string> {
  const scopes = new Set<string>();
  JSON.parse(readFileSync(GRAMMAR_FILE, 'utf8'), (key, value: unknown) => {
    if ((key === 'name' || key === 'contentName') && typeof value === 'string')
      for (const scope of value.split(' '))
        if (/\.abc$/.test(scope) && !scope.startsWith('meta.')) scopes.add(scope);
    return value;
  });
  return scopes;
}

/** The scopes that annotations ask for; what follows " - " they rule out. */
function assertedScopes(): Set<string> {
  const lines = annotated.flatMap((file) => read(file).split('\n'));
  const assertions = lines.flatMap(
    (line) => /^[%~]\s*(?:\^[\s^]*|<~*-+)\s+(\w[^\s]*(?: \w\S*)*)/.exec(line)?.[1] ?? [],
  );
  return new Set(assertions.flatMap((scopes) => scopes.split(' ')));
}

test('every scope of the grammar is asked for by an annotated test', () => {
  const asserted = assertedScopes();
  const scopes = [...grammarScopes()];
  expect(scopes.length).toBeGreaterThan(150);
  expect(scopes.filter((scope) => !asserted.has(scope))).toEqual([]);
});

test('constructs.md lists every annotated test under its title', () => {
  const titles = annotated.map((file) => [file, /SYNTAX TEST "[^"]+" "([^"]+)"/.exec(read(file))?.[1] ?? '']);
  const rows = [...read('constructs.md').matchAll(/^\| (.*?) +\| \[(.*?)\]/gm)];
  expect(rows.map(([, title = '', file]) => [file, title.replaceAll('\\|', '|')])).toEqual(titles);
});
