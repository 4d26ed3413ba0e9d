/** What stages need before they can run; each is made once, however many stages ask for it. */
import { npmScript } from '../project.mjs';
import { ensureChromium } from '../vscode/chromium.mjs';
import { ensureCodeServer } from '../vscode/install.mjs';

const say = (line) => console.log(line);

const MAKERS = {
  async build() {
    say('Building …');
    await npmScript('build');
  },
  async vsix() {
    await prepare(['build']);
    say('Packaging …');
    await npmScript('package', true);
  },
  async editor() {
    await prepare(['vsix']);
    await ensureCodeServer(say);
    await ensureChromium(say);
  },
};

/** By name, the promise of what has been asked for so far. */
const made = new Map();

/**
 * @param {readonly ('build' | 'vsix' | 'editor')[]} names build: dist/; vsix: the packaged extension;
 *   editor: that, a VS Code and a browser
 */
export async function prepare(names) {
  for (const name of names) {
    if (!made.has(name)) made.set(name, MAKERS[name]());
    await made.get(name);
  }
}
