/** A tune is engraved beside its text, a click on a note leads back to it, and it sounds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorPosition, runCommand, screenshot, until, webview } from '../../scripts/vscode/workbench.mjs';
import { prove, proveOffline } from './support/proof.mjs';

const BODY = 'D2FA dAFA|"G"B2gB "A7"cAEC|(3DEF A2 d4|]';
const TUNE = `X:1\nT:A Test of the Ears\nM:4/4\nL:1/8\nQ:1/4=200\nK:D\n${BODY}\n`;
const LINE = 7;

/** The notes of the tune in order, as columns of its line that count from 1; chord symbols and numbers are none. */
const NOTE_COLUMNS = [...BODY.matchAll(/"[^"]*"|[A-Ga-g]/g)]
  .filter(([text]) => text.length === 1)
  .map(({ index }) => index + 1);

const proof = prove('preview', { files: { 'tune.abc': TUNE }, open: ['tune.abc'] });

const body = () => webview(proof.page).locator('body');
const data = async (name) => Number(await body().getAttribute(`data-${name}`));
const inState = (state) =>
  until(`the preview to be ${state}`, async () => (await body().getAttribute('data-state')) === state);

test('every note is engraved', async () => {
  const { page } = proof;
  await page.locator('.view-lines').click();
  await runCommand(page, 'Tunewright: Open Preview to the Side');
  await webview(page).locator('#paper svg').first().waitFor();
  assert.equal(await webview(page).locator('#paper .abcjs-note').count(), NOTE_COLUMNS.length);
  assert.equal(await data('notes'), NOTE_COLUMNS.length);
  await inState('ready');
  await screenshot(page, 'preview');
});

for (const nth of [0, 4, 11]) {
  test(`a click on note ${nth + 1} puts the cursor on it`, async () => {
    const { page } = proof;
    await webview(page)
      .locator('#paper .abcjs-note')
      .nth(nth)
      .locator('.abcjs-notehead')
      .first()
      .click({ force: true });
    await until(`the cursor to be on note ${nth + 1}`, async () => {
      const { line, column } = await cursorPosition(page);
      return line === LINE && column === NOTE_COLUMNS[nth];
    });
  });
}

test('it plays, and what plays is not silent', async () => {
  const { page } = proof;
  await webview(page).locator('#play').click();
  await inState('playing');
  await until('sound at the speakers', async () => (await data('peak')) > 0.05);
  assert.ok((await data('rms')) > 0.01, `rms ${await data('rms')}`);
  assert.ok((await data('seconds')) > 3, `${await data('seconds')} s`);
  await screenshot(page, 'playing');
  await webview(page).locator('#stop').click();
  await inState('ready');
});

test('it follows the text', async () => {
  const { page } = proof;
  await page.locator('.view-lines').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('D4 A4|]', { delay: 20 });
  await until('the new notes', async () => (await data('notes')) === NOTE_COLUMNS.length + 2);
});

test('its content security policy was never touched', async () => {
  assert.equal(await data('violations'), 0);
});

proveOffline(proof);
