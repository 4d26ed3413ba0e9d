/**
 * `npm start`: from a fresh clone to a VS Code with the extension in it and examples/ open.
 * `npm start -- --check` stops again once the editor answers.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.mjs';
import { live, run } from './processes.mjs';
import { PROJECT, ensureDependencies, npmScript, vsixPath } from './project.mjs';
import { findDesktopCode, openDesktop } from './vscode/desktop.mjs';
import { ensureCodeServer } from './vscode/install.mjs';
import { createProfile } from './vscode/profile.mjs';
import { installExtension, startServer, workbenchUrl } from './vscode/server.mjs';

const PREFERRED_PORT = 8765;
const EXAMPLES = join(PROJECT, 'examples');
const FIRST_TUNE = join(EXAMPLES, 'first-tune.abc');
const WHAT_TO_TRY = `Try: click at the end of the last line of first-tune.abc and type a space. Grey notes appear; Tab takes them.
     F1 and "Tunewright: Open Preview to the Side" shows the tune as a score and plays it.
     F1 and "Tunewright: Train on Workspace .abc Files" makes a model of your own tunes.`;

const checkOnly = process.argv.includes('--check');
const say = (text) => console.log(text);

/** Shows in the terminal what the product does: the bundled model continues a tune. */
async function showContinuation() {
  const { code, output } = await run(
    process.execPath,
    [join(PROJECT, 'dist', 'cli.js'), 'continue', FIRST_TUNE],
    { capture: true },
  );
  if (code !== 0) {
    throw new Error(`The bundled model could not continue examples/first-tune.abc: ${output.trim()}`);
  }
  const tune = readFileSync(FIRST_TUNE, 'utf8').replace(/^%.*\n/gm, ''); // without its comments
  const indent = (text) => text.trim().replace(/^/gm, '    ');
  say(
    `\nexamples/first-tune.abc:\n\n${indent(tune)}\n\ngoes on, by the bundled model:\n\n${indent(output)}\n`,
  );
}

/** @returns what is told when it stands open, a promise that settles when it is closed, and a way to stop it */
async function openInDesktop(code) {
  say('Opening desktop VS Code with a throwaway profile …');
  const window = await openDesktop(code, createProfile(), {
    vsix: vsixPath(),
    folder: EXAMPLES,
    files: [FIRST_TUNE],
  });
  return {
    ...window,
    ready: 'Tunewright is open in desktop VS Code. Close the window or press Ctrl+C to stop.',
  };
}

async function openInBrowser(installation) {
  say('Starting VS Code for the browser with a throwaway profile …');
  const profile = createProfile();
  await installExtension(installation, profile, vsixPath());
  const { child, host } = await startServer(installation, profile, { port: await freePort(PREFERRED_PORT) });
  const url = workbenchUrl(host, { folder: EXAMPLES, open: [FIRST_TUNE] });
  return {
    closed: once(child, 'exit'),
    stop: () => {},
    ready: `Tunewright is ready. Open this address in a browser on this machine:\n\n    ${url}\n\n${WHAT_TO_TRY}\n\nCtrl+C stops it.`,
  };
}

let editor;

async function main() {
  await ensureDependencies(say);
  say('Building …');
  await npmScript('build');
  const desktop = findDesktopCode();
  const [installation] = await Promise.all([
    desktop ? undefined : ensureCodeServer(say),
    npmScript('package', true),
    showContinuation(),
  ]);
  editor = desktop ? await openInDesktop(desktop) : await openInBrowser(installation);
  say(editor.ready);
  if (!checkOnly) await editor.closed;
  await editor.stop();
  return 0;
}

await live('npm start', main, () => editor?.stop());
