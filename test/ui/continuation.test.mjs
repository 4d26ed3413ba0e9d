/** A tune is opened, highlighted, continued as ghost text, accepted and saved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cursorPosition,
  ghostText,
  goTo,
  noGhostText,
  openFile,
  runCommand,
  save,
  screenshot,
  tokenClasses,
  until,
} from '../../scripts/vscode/workbench.mjs';
import { barLengths } from './support/bars.mjs';
import { prove, proveOffline } from './support/proof.mjs';

const HEADER = 'X:1\nT:The Quay at Dawn\nR:reel\nM:4/4\nL:1/8\nK:D\n';
const BODY = 'A2FA DAFA|BGdB AFED|';
const LINE = 7;

const FILES = { 'reel.abc': `${HEADER}${BODY}\n`, 'accept-a-bar.abc': `${HEADER}${BODY}\n` };
const proof = prove('continuation', { files: FILES, open: ['reel.abc'] });

/** The notes as abcjs reads them fill every bar. */
const assertFullBars = (abc) => assert.deepEqual([...new Set(barLengths(abc))], [1], abc);

/** Saves and waits until the file is no longer what it was. */
async function saved(page, name, before) {
  await save(page);
  return until(`${name} to be saved`, () => {
    const text = proof.session.read(name);
    return text !== before && text;
  });
}

test('fields, notes and bar lines are painted differently', async () => {
  const { page } = proof;
  const field = await until('the grammar to be loaded', async () => {
    const classes = await tokenClasses(page, 'K:D');
    return new Set(classes).size > 1 && classes;
  });
  assert.notEqual(field[0], field[2], 'the name of a field and its value');
  const music = await tokenClasses(page, BODY);
  const [note, length, barLine] = [music[0], music[1], music[BODY.indexOf('|')]];
  assert.equal(new Set([note, length, barLine]).size, 3, 'a note, its length and a bar line');
  assert.equal(music[BODY.indexOf('B')], note, 'notes alike');
  await screenshot(page, 'highlighted');
});

test('typing brings ghost text, Tab takes it, and what is saved is what was shown', async () => {
  const { page } = proof;
  await goTo(page, LINE, BODY.length + 1);
  await page.keyboard.type('d2');
  const ghost = await ghostText(page);
  await screenshot(page, 'ghost-text');
  assert.notEqual(ghost.trim(), '');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape'); // the next suggestion, if it is there already
  const text = await saved(page, 'reel.abc', FILES['reel.abc']);
  assert.equal(text, `${HEADER}${BODY}d2${ghost}\n`);
  assertFullBars(text);
  assert.ok(barLengths(text).length > 2, 'at least one bar more');
  await screenshot(page, 'accepted');
});

test('Continue Tune suggests at once; Escape sends the suggestion away', async () => {
  const { page } = proof;
  const before = proof.session.read('reel.abc');
  await runCommand(page, 'Tunewright: Continue Tune');
  assert.notEqual((await ghostText(page)).trim(), '');
  await page.keyboard.press('Escape');
  await noGhostText(page);
  assert.equal(proof.session.read('reel.abc'), before);
});

test('a suggestion can be taken bar by bar', async () => {
  const { page } = proof;
  await openFile(page, 'accept-a-bar.abc');
  await goTo(page, LINE, BODY.length + 1);
  await page.keyboard.type('d2');
  const ghost = await ghostText(page);
  await page.keyboard.press('Alt+ArrowRight');
  const typed = BODY.length + 'd2'.length + 1;
  await until('a bar is taken', async () => (await cursorPosition(page)).column > typed);
  await page.keyboard.press('Escape');
  const text = await saved(page, 'accept-a-bar.abc', FILES['accept-a-bar.abc']);
  const taken = text.slice(`${HEADER}${BODY}d2`.length, -1);
  assert.ok(ghost.startsWith(taken) && taken.length > 0, `"${taken}" of "${ghost}"`);
  assert.equal(barLengths(text).length, 3, 'one bar more');
  assertFullBars(text);
});

proveOffline(proof);
