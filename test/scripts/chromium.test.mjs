import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureChromium, findChromium } from '../../scripts/vscode/chromium.mjs';

/** Gives a test an empty PATH and no CHROMIUM, and an ordinary user to run as. */
function bareMachine(t) {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'));
  const { PATH, CHROMIUM } = process.env;
  process.env.PATH = folder;
  delete process.env.CHROMIUM;
  t.mock.method(process, 'getuid', () => 1000);
  t.after(() => {
    process.env.PATH = PATH;
    if (CHROMIUM !== undefined) process.env.CHROMIUM = CHROMIUM;
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test('without a Chromium one line says what to do', async (t) => {
  bareMachine(t);
  await assert.rejects(
    ensureChromium(() => {}),
    /^Error: [^\n]*install it [^\n]*CHROMIUM=[^\n]*$/,
  );
});

test('a Chromium is found on the PATH, or where CHROMIUM says', async (t) => {
  const folder = bareMachine(t);
  writeFileSync(join(folder, 'google-chrome'), '');
  chmodSync(join(folder, 'google-chrome'), 0o755);
  assert.equal(findChromium(), join(folder, 'google-chrome'));
  process.env.CHROMIUM = '/opt/chromium';
  assert.equal(findChromium(), '/opt/chromium');
  delete process.env.CHROMIUM;
});
