/** What was open beside the text comes back when the window is reloaded. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { goTo, openFile, runCommand, screenshot, until, webview } from '../../scripts/vscode/workbench.mjs';
import { prove, proveOffline } from './support/proof.mjs';

const HEADER = 'X:1\nT:The Quay at Dawn\nR:reel\nM:4/4\nL:1/8\nK:D\n';
const BODY = 'A2FA DAFA|BGdB AFED|';
const LINE = 7;
const FILES = { 'reel.abc': `${HEADER}${BODY}\n`, 'gone.abc': `${HEADER}${BODY}\n` };

const proof = prove('reload', { files: FILES, open: ['reel.abc'] });

const data = (name) => webview(proof.page).locator('body').getAttribute(`data-${name}`);
const candidates = () => webview(proof.page).getByRole('option');
const tab = (text) => proof.page.locator('.tab').filter({ hasText: text });

const candidatesShown = () => until('candidates', async () => Number(await data('candidates')) >= 4);

async function compare() {
  await goTo(proof.page, LINE, BODY.length + 1);
  await runCommand(proof.page, 'Tunewright: Compare Candidates');
  await candidatesShown();
}

async function reload() {
  const { page } = proof;
  const gone = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  await runCommand(page, 'Developer: Reload Window');
  await gone;
  await page.locator('.monaco-workbench .tab').first().waitFor({ timeout: 120_000 });
}

test('(a window whose address names no file: such a one shows what it showed before)', async () => {
  const { page, session } = proof;
  await page.goto(session.url(), { waitUntil: 'domcontentloaded' });
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 120_000 });
  await openFile(page, 'reel.abc');
});

test('the preview draws its tune again', async () => {
  const { page } = proof;
  await page.locator('.view-lines').click();
  await runCommand(page, 'Tunewright: Open Preview to the Side');
  await until('the tune', async () => (await data('notes')) === '15');
  await reload();
  await until('the tune after the reload', async () => (await data('notes')) === '15');
});

test('candidates are asked for anew at the place that they were for', async () => {
  const { page } = proof;
  await tab('Preview').getByRole('button', { name: /close/i }).click();
  await page.locator('.view-lines').first().click();
  await compare();
  await reload();
  await candidatesShown();
  assert.equal(await candidates().first().locator('.abcjs-note.lead').count(), BODY.match(/[A-G]/gi).length);
  await tab(`Candidates reel.abc:${LINE}`).waitFor();
  await screenshot(page, 'candidates-reloaded');
});

test('the command asks in the panel that came back', async () => {
  const { page } = proof;
  await page.locator('.view-lines').first().click();
  await compare();
  assert.equal(await tab('Candidates').count(), 1);
  await webview(page).locator('#close').click();
  await tab('Candidates').waitFor({ state: 'detached' });
});

test('a panel whose tune is gone closes', async () => {
  const { page, session } = proof;
  await openFile(page, 'gone.abc');
  await compare();
  rmSync(session.path('gone.abc'));
  await reload();
  await tab('Candidates').waitFor({ state: 'detached', timeout: 60_000 });
});

proveOffline(proof);
