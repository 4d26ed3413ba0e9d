/** Keys pressed in the browser, and how long it takes until ghost text for them is on the screen. */
import { setTimeout as sleep } from 'node:timers/promises';
import { goTo } from '../../scripts/vscode/workbench.mjs';

/** Milliseconds after which no ghost text is expected any more. */
const PATIENCE = 1500;

/**
 * Runs in the page: keeps for the key pressed last the time until ghost text stands behind the text that it gave.
 * Ghost text that was there before the key does not count, be it the same.
 */
function watchGhostText() {
  const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
  const ghosts = () =>
    [...document.querySelectorAll('.view-lines .ghost-text-decoration, .suggest-preview-text .view-line')]
      .map(({ textContent }) => textContent)
      .join('');
  const watch = { since: 0, old: '', gone: true, shown: null, ghost: () => plain(ghosts()) };
  window.ghostWatch = watch;
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => Object.assign(watch, { since: timeStamp, old: ghosts(), gone: false, shown: null }),
    { capture: true },
  );
  const look = () => {
    if (watch.since === 0 || watch.shown !== null) return;
    const now = ghosts();
    if (now === '' || now !== watch.old) watch.gone ||= now === '';
    if (now !== '' && (watch.gone || now !== watch.old)) watch.shown = performance.now() - watch.since;
  };
  new window.MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** Presses a key; the milliseconds until its ghost text was there, null where none came. */
async function pressAndWait(page, key) {
  await page.keyboard.press(key);
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(20)) {
    const shown = await page.evaluate(() => window.ghostWatch.shown);
    if (shown !== null) return shown;
  }
  return null;
}

/** What goes on a tune in M:4/4 with L:1/8: eighths, and a bar line after eight of them. */
const NOTES = 'dBAFEDGA';

/**
 * Types music behind a line at a walking pace, each key other than what the ghost text proposes, so that a new
 * suggestion has to come. Bar lines are typed too, and not counted where they take what is proposed.
 *
 * @returns {Promise<{ shown: number[], none: number }>} milliseconds per key; keys that no ghost text came for
 */
export async function typeAgainstGhostText(page, { line, column, keys, pause }) {
  await goTo(page, line, column);
  await page.evaluate(watchGhostText);
  const shown = [];
  let none = 0;
  for (let bar = 0; shown.length + none < keys; bar++) {
    for (let beat = 0; beat < 8 && shown.length + none < keys; beat++) {
      const proposed = (await page.evaluate(() => window.ghostWatch.ghost())).trimStart().charAt(0);
      const key = [...NOTES.slice((bar + beat) % 8), ...NOTES].find((note) => note !== proposed) ?? 'd';
      const millis = await pressAndWait(page, key);
      if (millis === null) none++;
      else shown.push(millis);
      await sleep(pause);
    }
    await page.keyboard.press(bar % 4 === 3 ? 'Enter' : '|');
    await sleep(pause);
  }
  return { shown, none };
}

/** Runs of quick keys; the milliseconds from the last key of each until ghost text was there. */
export async function typeInRuns(page, { line, column, runs, pause }) {
  await goTo(page, line, column);
  await page.evaluate(watchGhostText);
  await page.keyboard.press('Enter');
  const shown = [];
  let none = 0;
  for (let run = 0; run < runs; run++) {
    for (const key of NOTES.slice(0, 7)) await page.keyboard.press(key, { delay: pause });
    const millis = await pressAndWait(page, 'e');
    if (millis === null) none++;
    else shown.push(millis);
    await page.keyboard.press(run % 4 === 3 ? 'Enter' : '|');
    await sleep(300);
  }
  return { shown, none };
}

/** Types music without looking, as fast as a quick typist, for some seconds. */
export async function typeOn(page, { line, column, seconds, pause }) {
  await goTo(page, line, column);
  const end = Date.now() + 1000 * seconds;
  for (let nth = 0; Date.now() < end; nth++) {
    const key = nth % 36 === 35 ? 'Enter' : nth % 9 === 8 ? '|' : NOTES[(nth * 5 + (nth >> 3)) % 8];
    await page.keyboard.press(key);
    await sleep(nth % 20 === 19 ? 600 : pause);
  }
}
