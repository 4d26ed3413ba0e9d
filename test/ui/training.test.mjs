/** A model is trained on the workspace's tunes: cancelled once, finished once, and then in use. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ghostText,
  goTo,
  notification,
  runCommand,
  screenshot,
  statusText,
} from '../../scripts/vscode/workbench.mjs';
import { prove, proveOffline } from './support/proof.mjs';

/** Tunes of one long high note a bar: no tradition has them, so only a model of them continues one that way. */
const NOTES = ["a'", "b'", "g'"];
const tune = (number) => {
  const bar = (index) => `${NOTES[(number + index) % NOTES.length]}8|`;
  const line = (from) => Array.from({ length: 4 }, (_, index) => bar(from + index)).join('');
  return `X:${number}\nT:Foghorn ${number}\nM:4/4\nL:1/8\nK:C\n${[0, 4, 8, 12].map(line).join('\n')}\n`;
};
const TUNES = Array.from({ length: 40 }, (_, index) => tune(index + 1)).join('\n');
const BEGUN = "X:1\nT:Foghorn\nM:4/4\nL:1/8\nK:C\na'8|b'8|g'8|\n";
const LINE = 6;
const FOGHORN = /^\s*[a-g]'8 ?\|/;

const proof = prove('training', {
  files: { 'foghorns.abc': TUNES, 'begun.abc': BEGUN },
  open: ['begun.abc'],
  settings: {
    'tunewright.training.minutes': 0.5,
    'tunewright.suggest.temperature': 0,
    'tunewright.suggest.constrained': false,
  },
});

/** What the model in use continues the begun tune with. */
async function continuation() {
  const { page } = proof;
  await page.locator('.tab').filter({ hasText: 'begun.abc' }).click();
  await goTo(page, LINE, "a'8|b'8|g'8|".length + 1);
  await runCommand(page, 'Tunewright: Continue Tune');
  const ghost = await ghostText(page);
  await page.keyboard.press('Escape');
  return ghost;
}

test('the bundled model knows nothing of foghorns', async () => {
  assert.doesNotMatch(await continuation(), FOGHORN);
});

test('training can be cancelled, and nothing changes', async () => {
  const { page } = proof;
  const before = await statusText(page);
  await runCommand(page, 'Tunewright: Train on Workspace .abc Files');
  const progress = notification(page, 'Training');
  await progress.waitFor();
  await screenshot(page, 'training');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await notification(page, /cancel/i).waitFor();
  await screenshot(page, 'training-cancelled');
  assert.equal(await statusText(page), before);
});

test('training to the end makes a model, which is then in use', async () => {
  const { page } = proof;
  await runCommand(page, 'Tunewright: Train on Workspace .abc Files');
  await notification(page, /trained/i).waitFor({ timeout: 180_000 });
  await screenshot(page, 'trained');
});

test('the continuation comes from the new model', async () => {
  assert.match(await continuation(), FOGHORN);
  await screenshot(proof.page, 'continued-by-the-new-model');
});

proveOffline(proof);
