/** A model is trained on the workspace's tunes: cancelled once, finished once, and then in use. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ghostText,
  goTo,
  notification,
  openFile,
  pick,
  runCommand,
  screenshot,
} from '../../scripts/vscode/workbench.mjs';
import { prove, proveOffline } from './support/proof.mjs';

/** Tunes of one deep note a bar: no tradition has them, so only a model of them continues one that way. */
const NOTES = ['F,,', 'E,,', 'D,,'];
const FOGHORN = /^\s*[A-G],,8 ?\|/;
const LINES = 4;
const BARS = 4;

const bars = (first, count) =>
  Array.from({ length: count }, (_, bar) => `${NOTES[(first + bar) % NOTES.length]}8|`).join('');
const header = (number) => `X:${number}\nT:Foghorn ${number}\nM:4/4\nL:1/8\nK:C\n`;
const tune = (number) =>
  header(number) + Array.from({ length: LINES }, (_, line) => bars(number + line * BARS, BARS)).join('\n');

const TUNES = Array.from({ length: 40 }, (_, index) => `${tune(index + 1)}\n`).join('\n');
const BEGUN = `${header(1)}${bars(0, 3)}\n`;
const LINE = 6;

const proof = prove('training', {
  files: { 'foghorns.abc': TUNES, 'begun.abc': BEGUN },
  open: ['begun.abc'],
  settings: {
    'tunewright.training.minutes': 6, // a quick run takes a fifth of it
    'tunewright.training.threads': 2,
    'tunewright.suggest.temperature': 0,
    'tunewright.suggest.constrained': false,
  },
});

/** What the model in use continues the begun tune with. */
async function continuation() {
  const { page } = proof;
  await openFile(page, 'begun.abc');
  await goTo(page, LINE, bars(0, 3).length + 1);
  await runCommand(page, 'Tunewright: Continue Tune');
  const ghost = await ghostText(page);
  await page.keyboard.press('Escape');
  return ghost;
}

/** Starts a quick run. @returns the notification of its progress */
async function train() {
  const { page } = proof;
  await runCommand(page, 'Tunewright: Train on Workspace .abc Files');
  await pick(page, 'Quick');
  await pick(page, 'The bundled model');
  const progress = notification(page, /Training .*characters\/s/);
  await progress.waitFor({ timeout: 120_000 });
  return progress;
}

test('the bundled model knows nothing of foghorns', async () => {
  assert.doesNotMatch(await continuation(), FOGHORN);
});

test('training can be cancelled, and the model in use stays', async () => {
  const { page } = proof;
  const progress = await train();
  await screenshot(page, 'training');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  const outcome = notification(page, 'was cancelled');
  await outcome.waitFor({ timeout: 60_000 });
  await screenshot(page, 'training-cancelled');
  await outcome.hover();
  await outcome.getByRole('button', { name: /^Clear/ }).click();
  assert.doesNotMatch(await continuation(), FOGHORN);
});

test('training to the end makes a model, which is then in use', async () => {
  const { page } = proof;
  await train();
  await notification(page, 'has learnt your tunes').waitFor({ timeout: 300_000 });
  await screenshot(page, 'trained');
  assert.match(await continuation(), FOGHORN);
  await screenshot(page, 'continued-by-the-new-model');
});

proveOffline(proof);
