/** Takes the README's picture of the packaged extension: `npm run package`, then `node scripts/take-screenshot.mjs`. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { live } from './processes.mjs';
import { PROJECT } from './project.mjs';
import { startSession } from './vscode/session.mjs';
import { ghostText, goTo, openWorkbench, runCommand, webview } from './vscode/workbench.mjs';

const PICTURE = join(PROJECT, 'media', 'screenshot.png');
const EXAMPLE = join(PROJECT, 'examples', 'first-tune.abc');

/** One side bar less, so that the tune and its score have room. */
const SETTINGS = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.wordWrap': 'on',
  'workbench.colorTheme': 'Default Light Modern',
};

async function main() {
  const tune = readFileSync(EXAMPLE, 'utf8').replace(/^[^]*?(?=^X:)/m, '');
  const session = await startSession({ files: { 'first-tune.abc': tune }, settings: SETTINGS });
  try {
    const page = await openWorkbench(session, 'first-tune.abc');
    await page.keyboard.press('Control+b');
    await runCommand(page, 'Tunewright: Open Preview to the Side');
    await webview(page).locator('#paper svg').first().waitFor();
    const lines = tune.trimEnd().split('\n');
    await page.locator('.view-lines').first().click();
    await goTo(page, lines.length, lines.at(-1).length + 1);
    await runCommand(page, 'Tunewright: Continue Tune');
    await ghostText(page);
    await page.screenshot({ path: PICTURE });
  } finally {
    await session.close();
  }
  console.log(`Took ${relative(PROJECT, PICTURE)}`);
  return 0;
}

await live('take-screenshot', main);
