/** The browser that shows the workbench to a test. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../processes.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_APPS = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** @returns {string | undefined} the path of a Chromium: the one that CHROMIUM names, else one on this machine */
export function findChromium() {
  const { CHROMIUM: named, PATH: path = '' } = process.env;
  if (named) return named;
  const onPath = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...MAC_APPS].find((candidate) => existsSync(candidate));
}

/**
 * A Chromium, installed first where that is possible without asking: on Debian and Ubuntu as root.
 *
 * @param {(line: string) => void} say
 * @throws with one line that says what to do
 */
export async function ensureChromium(say) {
  const found = findChromium() ?? (await installWithApt(say));
  if (!found) {
    throw new Error(
      'The tests in a browser need a Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium) or name one with CHROMIUM=/path/to/chromium.',
    );
  }
  return found;
}

async function installWithApt(say) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  say('Installing Chromium (apt-get install chromium) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, capture: true });
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    { env, capture: true },
  );
  if (code !== 0) say(output.trim().split('\n').at(-1) ?? 'apt-get failed');
  return findChromium();
}
