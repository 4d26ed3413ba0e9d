/** `npm start` as a person meets it in a terminal. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { once } from 'node:events';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { PROJECT, vsixPath } from '../../scripts/project.mjs';
import { findChromium } from '../../scripts/vscode/chromium.mjs';
import { until } from '../../scripts/vscode/workbench.mjs';
import { descendants, processesWith, survivors } from './process-tree.mjs';

const MINUTES = 60_000;

/** Without a screen, so that the editor opens in the browser, whatever this machine has. */
const NO_SCREEN = { DISPLAY: '', WAYLAND_DISPLAY: '' };

/** Starts it for a test, which stops it at its own end if need be. */
function start(t, env, ...args) {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
  });
  t.after(() => child.kill('SIGINT'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
  const exit = once(child, 'exit');
  return {
    child,
    exit,
    output: () => output,
    says: (pattern) =>
      until(
        `${pattern} from npm start, which said:\n${output}`,
        () => pattern.exec(output) ?? (child.exitCode !== null && assert.fail(output)),
        5 * MINUTES,
      ),
  };
}

/** Presses Ctrl+C, which comes from the terminal and again from npm, and waits for the end. */
async function interrupt({ child, exit }) {
  child.kill('SIGINT');
  child.kill('SIGINT');
  return (await exit)[0];
}

const profilesOf = (processes) =>
  new Set(processes.flatMap(({ args }) => args.match(/\/tmp\/tunewright-\w+/g) ?? []));

test('opens examples/ in the browser, until Ctrl+C', { timeout: 10 * MINUTES }, async (t) => {
  const started = start(t, NO_SCREEN);
  const [url] = await started.says(/http:\/\/127\.0\.0\.1:\d+\/\S*/);
  assert.match(
    started.output(),
    /goes on, by the bundled model:\n\n(.+\n)*.*\|/,
    'the continuation stands in the terminal',
  );

  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page
      .locator(String.raw`#tunewright\.tunewright\.tunewright\.status`)
      .waitFor({ timeout: 2 * MINUTES });
    assert.match(await page.locator('.tab.active').textContent(), /first-tune\.abc/);
  } finally {
    await browser.close();
  }

  const running = descendants(started.child.pid);
  const profiles = profilesOf(running);
  assert.ok(running.length > 0);
  assert.equal(profiles.size, 1);
  assert.equal(await interrupt(started), 130);
  assert.deepEqual(survivors(running), []);
  for (const profile of profiles) assert.equal(existsSync(profile), false, 'the throwaway profile is gone');
  await assert.rejects(fetch(url), 'nothing answers any more');
});

test('Ctrl+C while it gets ready stops all that it started', { timeout: 5 * MINUTES }, async (t) => {
  const started = start(t, NO_SCREEN);
  await started.says(/Building/);
  const running = await until('the build to run', () => {
    const processes = descendants(started.child.pid);
    return processes.length > 0 && processes;
  });
  assert.equal(await interrupt(started), 130);
  assert.deepEqual(survivors(running), []);
});

test('a port in use is not an error', { timeout: 5 * MINUTES }, async (t) => {
  const occupier = createServer();
  occupier.on('error', () => {}); // someone else has it: as good
  occupier.listen(8765, '127.0.0.1');
  t.after(() => occupier.close());
  const started = start(t, NO_SCREEN, '--check');
  const [, port] = await started.says(/http:\/\/127\.0\.0\.1:(\d+)/);
  assert.notEqual(port, '8765');
  assert.equal((await started.exit)[0], 0);
});

/** Stands in for desktop VS Code, which hands over to a process outside its group and waits for it. */
const FAKE_CODE = `#!/usr/bin/env node
const { spawn } = require('node:child_process');
const { appendFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(process.env.FAKE_CODE_LOG, JSON.stringify(args) + '\\n');
if (!args.includes('--install-extension')) {
  const window = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', ...args], { detached: true, stdio: 'ignore' });
  window.on('exit', () => process.exit(0));
}
`;

test('takes desktop VS Code where there is one and a screen', { timeout: 5 * MINUTES }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-code-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, 'bin');
  const log = join(folder, 'log');
  mkdirSync(bin);
  writeFileSync(join(bin, 'code'), FAKE_CODE);
  chmodSync(join(bin, 'code'), 0o755);

  const env = {
    DISPLAY: ':7',
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    FAKE_CODE_LOG: log,
    VSCODE_IPC_HOOK_CLI: '',
    WSL_DISTRO_NAME: '',
  };
  const started = start(t, env);
  await started.says(/open in desktop VS Code/);
  const calls = await until('the window', () => {
    const lines = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return lines.length === 2 && lines;
  });
  const [install, open] = calls;
  assert.ok(install.includes(vsixPath()), 'installs the packaged extension');
  assert.ok(open.includes(join(PROJECT, 'examples')), 'opens examples/');
  const profile = open[open.indexOf('--user-data-dir') + 1];
  assert.equal(install[install.indexOf('--user-data-dir') + 1], profile, 'both in one profile');
  assert.notEqual(install.indexOf('--extensions-dir'), -1, 'with extensions of its own');

  await until('the window to run', () => processesWith(profile).length > 1);
  assert.equal(await interrupt(started), 130);
  assert.deepEqual(processesWith(profile), []);
  assert.equal(existsSync(profile), false);
});
