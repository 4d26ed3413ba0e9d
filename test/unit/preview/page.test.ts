import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { pageHtml } from '../../../src/extension/preview/page.ts';
import { ABCJS_STYLE_HASH } from '../../../src/extension/webview-policy.ts';

const html = pageHtml({
  cspSource: 'https://*.example',
  nonce: 'N0NCE',
  script: 'https://x.example/preview.js',
  style: 'https://x.example/preview.css',
  sounds: 'https://x.example/sounds/',
});
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

test('the policy forbids everything but the extension’s own files', () => {
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    'img-src https://*.example data:',
    "script-src 'nonce-N0NCE'",
    'connect-src https://*.example',
    'media-src https://*.example',
    'font-src https://*.example',
    `style-src https://*.example '${ABCJS_STYLE_HASH}'`,
    "style-src-attr 'unsafe-inline'",
  ]);
});

test('the one script carries the nonce; no handler, no inline script', () => {
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script nonce="N0NCE" src="https://x.example/preview.js">']);
  expect(html).not.toMatch(/<script[^>]*>[^<]/);
  expect(html).not.toMatch(/\son[a-z]+=/);
});

test('an address cannot break out of its attribute', () => {
  const hostile = pageHtml({ cspSource: '', nonce: '"><script>', script: '"><b>', style: '', sounds: '"' });
  expect(hostile).not.toContain('"><b>');
  expect(hostile.match(/<script/g)).toHaveLength(1);
});

test('the style hash is that of the style element abcjs inserts', () => {
  const source = readFileSync(
    createRequire(import.meta.url).resolve('abcjs/src/write/draw/set-paper-size.js'),
    'utf8',
  );
  const rules = [...source.matchAll(/^\t\t"([^"]*;)",?$/gm)].map((match) => match[1]).join(' ');
  const selector = /insertStyles\("([^"]*)" \+ styles\.join\(" "\) \+ "}"\)/.exec(source)?.[1] ?? '';
  const hash = createHash('sha256').update(`${selector}${rules}}`).digest('base64');
  expect(`sha256-${hash}`).toBe(ABCJS_STYLE_HASH);
});

test('every part the page’s script looks for is in the markup', () => {
  const script = readFileSync(new URL('../../../src/webview/preview/page.ts', import.meta.url), 'utf8');
  const ids = [...script.matchAll(/part\('([^']+)'/g)].map((match) => match[1] ?? '');
  expect(ids.length).toBeGreaterThan(10);
  for (const id of ids) expect(html).toContain(` id="${id}"`);
});
