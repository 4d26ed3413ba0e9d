/** Continuations are compared beside the editor, heard before they are accepted, and inserted as one edit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cursorPosition,
  goTo,
  openFile,
  runCommand,
  save,
  screenshot,
  until,
  webview,
} from '../../scripts/vscode/workbench.mjs';
import { barLengths } from './support/bars.mjs';
import { prove, proveOffline } from './support/proof.mjs';

const HEADER = 'X:1\nT:The Quay at Dawn\nR:reel\nM:4/4\nL:1/8\nK:D\n';
const BODY = 'A2FA DAFA|BGdB AFED|';
const TUNE = `${HEADER}${BODY}\n`;
const LINE = 7;

const THREE_BARS = `${HEADER}A2FA DAFA|BGdB AFED|d2fd A2FA|\n`;

const FILES = { 'reel.abc': TUNE, 'replace.abc': THREE_BARS };
const proof = prove('candidates', { files: FILES, open: ['reel.abc'] });

const body = () => webview(proof.page).locator('body');
const data = (name) => body().getAttribute(`data-${name}`);
const options = () => webview(proof.page).getByRole('option');
const selected = () => webview(proof.page).locator('[aria-selected=true]');
const inState = (state) => until(`the page to be ${state}`, async () => (await data('state')) === state);
const sounds = (state) => until(`the sound to be ${state}`, async () => (await data('sound')) === state);

/** What the file holds once it is no longer `before`. */
async function saved(before, name = 'reel.abc') {
  await save(proof.page);
  return until('the tune to be saved', () => {
    const text = proof.session.read(name);
    return text !== before && text;
  });
}

/** Waits until the candidates' tab is gone. */
const closed = () =>
  proof.page.locator('.tab').filter({ hasText: 'Candidates' }).waitFor({ state: 'detached' });

async function compare() {
  const { page } = proof;
  await goTo(page, LINE, BODY.length + 1);
  await runCommand(page, 'Tunewright: Compare Candidates');
  await inState('ready');
}

test('at least four candidates are engraved behind the bars before the cursor', async () => {
  const { page } = proof;
  await page.locator('.view-lines').click();
  await compare();
  const count = Number(await data('candidates'));
  assert.ok(count >= 4, `${count} candidates`);
  assert.equal(await options().count(), count);
  for (const option of await options().all()) {
    assert.equal(await option.locator('.abcjs-note.lead').count(), BODY.match(/[A-G]/gi).length);
    assert.ok((await option.locator('.new').count()) > 0, 'notes of its own');
  }
  assert.equal(await selected().count(), 1);
  await screenshot(page, 'candidates');
});

test('each can be heard, together with the bars before it, before it is accepted', async () => {
  const { page } = proof;
  await page.keyboard.press('2');
  assert.equal(await selected().getAttribute('id'), 'candidate-2');
  await page.keyboard.press('Space');
  await sounds('playing');
  assert.ok(Number(await data('rms')) > 0.01, `rms ${await data('rms')}`);
  assert.ok(Number(await data('seconds')) > 4, `${await data('seconds')} s`);
  await page.keyboard.press('ArrowDown');
  assert.equal(await selected().getAttribute('id'), 'candidate-3');
  await sounds('playing');
  await screenshot(page, 'candidates-playing');
  await page.keyboard.press('Space');
  await sounds('ready');
  assert.equal(proof.session.read('reel.abc'), TUNE);
});

test('R asks for others', async () => {
  const { page } = proof;
  // Read at one moment: between two readings the page may have begun to ask.
  const ready = () =>
    body().evaluate(
      ({ dataset, ownerDocument }) =>
        dataset.state === 'ready' &&
        [...ownerDocument.querySelectorAll('[role=option]')].map((option) => option.ariaLabel).join(),
    );
  const before = await ready();
  assert.ok(before);
  await page.keyboard.press('r');
  await until('other candidates', async () => {
    const now = await ready();
    return now && now !== before;
  });
});

test('Enter inserts the chosen one at the cursor; one undo takes it back', async () => {
  const { page } = proof;
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await closed();
  await until('the cursor behind it', async () => {
    const { line, column } = await cursorPosition(page);
    return line > LINE || column > BODY.length + 1;
  });
  await page.keyboard.press('Escape'); // ghost text that may have come by now
  const text = await saved(TUNE);
  assert.ok(text.startsWith(HEADER + BODY), text);
  assert.deepEqual([...new Set(barLengths(text))], [1], text);
  assert.ok(barLengths(text).length >= 4, text);
  await page.keyboard.press('Control+z');
  assert.equal(await saved(text), TUNE);
});

test('when the text changes the page says so, inserts nothing, and R asks at the cursor as it is now', async () => {
  const { page } = proof;
  await compare();
  await page.locator('.view-lines').first().click();
  await goTo(page, 2, 3);
  await page.keyboard.type('x');
  await inState('stale');
  await screenshot(page, 'candidates-stale');
  await page.keyboard.press('Control+z');
  await goTo(page, LINE, BODY.length + 1);
  await webview(page).locator('#list').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('r');
  await inState('ready');
  await page.keyboard.press('Escape');
  await closed();
  assert.equal(proof.session.read('reel.abc'), TUNE);
});

test('the content security policy was never touched', async () => {
  const { page } = proof;
  await compare();
  assert.equal(await data('violations'), '0');
  await page.keyboard.press('Escape');
  await closed();
});

test('selected bars are replaced by as many, and one undo brings them back', async () => {
  const { page } = proof;
  await openFile(page, 'replace.abc');
  await goTo(page, LINE, 'A2FA DAFA|B'.length + 1);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await runCommand(page, 'Tunewright: Replace Selected Bars');
  const text = await until('other bars', async () => {
    await save(page);
    const now = proof.session.read('replace.abc');
    return now !== THREE_BARS && now;
  });
  await screenshot(page, 'replaced');
  assert.ok(text.startsWith(`${HEADER}A2FA DAFA|`) && text.endsWith('|d2fd A2FA|\n'), text);
  assert.deepEqual(barLengths(text), [1, 1, 1], text);
  await page.keyboard.press('Control+z');
  assert.equal(await saved(text, 'replace.abc'), THREE_BARS);
});

proveOffline(proof);
