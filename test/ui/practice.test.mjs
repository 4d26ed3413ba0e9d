/** The preview as one practises with it: in several groups, hidden and shown again, and made files of. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  goTo,
  openFile,
  pick,
  runCommand,
  screenshot,
  until,
  webview,
} from '../../scripts/vscode/workbench.mjs';
import { prove, proveOffline } from './support/proof.mjs';

const HEADER = 'X:1\nT:Morning: the <Quay>\nR:reel\nM:4/4\nL:1/8\nQ:1/4=200\nK:D\n';
const BODY = 'D2FA dAFA|B2gB AcEC|D8|]';
const LINE = 8;
const HOSTILE =
  'X:1\nT:<img src=x onerror="document.body.remove()">\nT:</text><script>1</script>\nM:4/4\nK:C\n"<b>x"C4 "^<i>"D4|\nw:<u>la\n';
const FILES = { 'tune.abc': `${HEADER}${BODY}\n`, 'other.txt': 'Nothing.\n', 'hostile.abc': HOSTILE };

const proof = prove('practice', { files: FILES, open: ['tune.abc'] });

const body = () => webview(proof.page).locator('body');
const inState = (state) =>
  until(`the preview to be ${state}`, async () => (await body().getAttribute('data-state')) === state);
const notes = (count) =>
  until(`${count} notes`, async () => Number(await body().getAttribute('data-notes')) === count);

/** Opens a file; its name stands on the tab of the preview too, as soon as that follows. */
async function showFile(name) {
  await proof.page.keyboard.press('Control+p');
  await pick(proof.page, name);
}

/** Which notes are marked as those at the cursor, counting from 0. */
const marked = () =>
  webview(proof.page)
    .locator('#paper .abcjs-note')
    .evaluateAll((all) => all.flatMap((note, nth) => (note.classList.contains('caret') ? [nth] : [])));
const markedAt = (nth) =>
  until(`note ${nth} to be marked`, async () => (await marked()).join() === String(nth));

test('speed and repeat outlast being hidden, and to play brings the preview back', async () => {
  const { page } = proof;
  await page.locator('.view-lines').click();
  await runCommand(page, 'Tunewright: Open Preview to the Side');
  await inState('ready');
  const speed = webview(page).locator('#speed');
  await speed.focus();
  for (let i = 0; i < 8; i += 1) await page.keyboard.press('ArrowLeft');
  await webview(page).locator('#loop').click();
  await page.keyboard.press('Control+2');
  await openFile(page, 'other.txt');
  await page
    .locator('.tab')
    .filter({ hasText: 'Preview' })
    .and(page.locator('.active'))
    .waitFor({ state: 'detached' });
  await runCommand(page, 'Tunewright: Play or Pause Preview');
  await inState('playing');
  assert.equal(await webview(page).locator('#speed-value').innerText(), '60 %');
  assert.equal(await speed.inputValue(), '60');
  assert.equal(await webview(page).locator('#loop').getAttribute('aria-pressed'), 'true');
  await runCommand(page, 'Tunewright: Stop Preview');
  await inState('ready');
});

for (const [label, extension, check] of [
  [
    'Score',
    'svg',
    (data) => /^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/.test(data) && !/\bcaret\b/.test(data),
  ],
  ['Notes', 'mid', (data) => data.startsWith('MThd')],
  ['Sound', 'wav', (data) => data.startsWith('RIFF') && data.length > 100_000],
]) {
  test(`the tune is exported as ${label}`, async () => {
    const { page, session } = proof;
    const file = session.path(`Morning- the -Quay.${extension}`);
    await page.locator('.view-lines').first().click();
    await runCommand(page, 'Tunewright: Export Tune…');
    await pick(page, label);
    const name = page.locator('.quick-input-widget input').first();
    await until('the name of the file', async () => (await name.inputValue()).endsWith(`.${extension}`));
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    const data = await until('the file', () => existsSync(file) && readFileSync(file, 'latin1'));
    assert.ok(check(data), data.slice(0, 200));
  });
}

test('markup in a tune is text, and nothing of it runs', async () => {
  const { page } = proof;
  await page.locator('.view-lines').first().click();
  await showFile('hostile.abc');
  await notes(2);
  assert.equal(await webview(page).locator('img, #paper :is(script, b, i, u)').count(), 0);
  assert.match(await webview(page).locator('#paper svg').first().innerHTML(), /&lt;img src=x/);
  await screenshot(page, 'preview-hostile');
});

test('with two editors on one tune the mark follows the cursor of the one in use', async () => {
  const { page } = proof;
  await showFile('tune.abc');
  await goTo(page, LINE, 1);
  await markedAt(0);
  await runCommand(page, 'View: Split Editor Down');
  await goTo(page, LINE, BODY.indexOf('g') + 1);
  await markedAt(8);
  await screenshot(page, 'preview-groups');
});

test('its content security policy was never touched', async () => {
  assert.equal(await body().getAttribute('data-violations'), '0');
});

proveOffline(proof);
