/** What a person does in the workbench, for tests that drive it with Playwright. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT } from '../project.mjs';

/** VS Code writes blanks of ghost text, quick pick and status bar as no-break spaces. */
const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('\u200b', '');

const SCREENSHOTS = join(PROJECT, 'out', 'shots');

/** The first start of an extension host takes seconds; the rest is margin for a busy machine. */
const START_UP_MILLIS = 120_000;

/** The status-bar item that the extension makes at the end of its activation. */
const STATUS_ITEM = String.raw`#tunewright\.tunewright\.tunewright\.status`;

/**
 * Opens a window of a session and waits for the extension to be active.
 *
 * @param {Awaited<ReturnType<import('./session.mjs').startSession>>} session
 * @param {...string} files files of the workspace to show
 */
export async function openWorkbench(session, ...files) {
  const page = await session.context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(session.url({ open: files }), { waitUntil: 'domcontentloaded' });
  await page.locator('.monaco-workbench').waitFor({ timeout: START_UP_MILLIS });
  await page.locator(STATUS_ITEM).waitFor({ timeout: START_UP_MILLIS });
  return page;
}

/** Types into the quick input that is open and takes its first entry once that says `text`. */
async function takeFirst(page, typed, text) {
  const input = page.locator('.quick-input-widget');
  await input.locator('input').first().fill(typed);
  await input.locator('.monaco-list-row[data-index="0"]').filter({ hasText: text }).waitFor();
  await page.keyboard.press('Enter');
}

/** Chooses the entry of an open quick pick that says something; by keyboard, as a hover may cover it. */
export const pick = (page, text) => takeFirst(page, text, text);

/** Runs a command by its title from the command palette. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await takeFirst(page, `>${title}`, title);
}

/** Opens a file of the workspace, or switches to it. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+p');
  await takeFirst(page, name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
}

/** Puts the cursor at a position of the active editor; both count from 1. */
export async function goTo(page, line, column) {
  await page.keyboard.press('Control+g');
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input').first().fill(`:${line}:${column}`);
  // Enter means the place only once its entry has come.
  await widget
    .locator('.monaco-list-row')
    .filter({ hasText: String(line) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await widget.waitFor({ state: 'hidden' });
}

/** "Ln 3, Col 7" of the status bar as numbers that count from 1. */
export async function cursorPosition(page) {
  const text = await page.locator('#status\\.editor\\.selection').innerText();
  const [, line, column] = /Ln (\d+), Col (\d+)/.exec(plain(text)) ?? [];
  return { line: Number(line), column: Number(column) };
}

/** Ghost text: its first line stands in the text's own line, all others in a zone below it. */
const GHOST = { first: '.view-lines .ghost-text-decoration', others: '.suggest-preview-text .view-line' };

const anyGhost = (page) => page.locator(`${GHOST.first}, ${GHOST.others}`).first();

/** The ghost text as it stands at this moment, its lines joined by line feeds; empty where there is none. */
async function readGhost(page) {
  const lines = await page.evaluate(({ first, others }) => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((line) => line.textContent);
    return [texts(first).join(''), ...texts(others)];
  }, GHOST);
  return plain(lines.join('\n'));
}

/** Waits for ghost text that has settled (a keystroke before it may still change it) and gives it back. */
export async function ghostText(page) {
  let before = '';
  return until('ghost text', async () => {
    const [last, now] = [before, await readGhost(page)];
    before = now;
    return now === last && now;
  });
}

export const noGhostText = (page) => anyGhost(page).waitFor({ state: 'detached' });

/**
 * How the editor paints a line: the token class of each of its characters, in order.
 *
 * @param {string} line the whole text of a line that is in view
 */
export async function tokenClasses(page, line) {
  const lines = await page.locator('.view-lines .view-line').evaluateAll((elements) =>
    elements.map((element) =>
      [...element.querySelectorAll('span > span')].map(({ textContent, className }) => ({
        text: textContent,
        token: className,
      })),
    ),
  );
  const spans = lines.find((candidate) => plain(candidate.map(({ text }) => text).join('')) === line);
  if (!spans) throw new Error(`No line "${line}" is in view.`);
  return spans.flatMap(({ text, token }) => Array.from(text, () => token));
}

export const save = (page) => page.keyboard.press('Control+s');

/**
 * The content of the extension's webview: a frame within a frame.
 *
 * @returns {import('playwright-core').FrameLocator}
 */
export const webview = (page) => page.frameLocator('iframe.webview').last().frameLocator('#active-frame');

/** A notification that says something. */
export const notification = (page, text) => page.locator('.notification-toast').filter({ hasText: text });

/** Keeps a picture of the window in out/shots/, which git ignores. */
export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

/**
 * Waits until an answer is true.
 *
 * @template T
 * @param {string} what what is awaited, for the error
 * @param {() => T | Promise<T>} ask
 * @returns {Promise<T>} the first answer that is not falsy
 */
export async function until(what, ask, millis = 30_000) {
  for (const deadline = Date.now() + millis; ; await sleep(50)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${millis / 1000} s in vain for ${what}.`);
  }
}
