import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageHtml } from '../../../src/extension/candidates/page.ts';
import { contentSecurityPolicy } from '../../../src/extension/webview-policy.ts';

const html = pageHtml({
  cspSource: 'https://*.example',
  nonce: 'N0NCE',
  script: 'https://x.example/candidates.js',
  style: 'https://x.example/candidates.css',
  sounds: 'https://x.example/sounds/',
});

test('the policy is the strict one of all pages', () => {
  const policy = contentSecurityPolicy({ cspSource: 'https://*.example', nonce: 'N0NCE' });
  expect(policy).toContain("default-src 'none'");
  expect(html).toContain(`content="${policy}"`);
});

test('the one script carries the nonce; no handler, no inline script', () => {
  expect(html.match(/<script[^>]*>/g)).toEqual([
    '<script nonce="N0NCE" src="https://x.example/candidates.js">',
  ]);
  expect(html).not.toMatch(/<script[^>]*>[^<]/);
  expect(html).not.toMatch(/\son[a-z]+=/);
});

test('every part the page’s script looks for is in the markup', () => {
  const script = readFileSync(new URL('../../../src/webview/candidates/page.ts', import.meta.url), 'utf8');
  const ids = [...script.matchAll(/part\('([^']+)'/g)].map((match) => match[1] ?? '');
  expect(ids.length).toBeGreaterThan(5);
  for (const id of ids) expect(html).toContain(` id="${id}"`);
});
