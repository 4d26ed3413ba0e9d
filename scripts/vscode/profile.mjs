/**
 * A throwaway profile: everything that an editor would otherwise read from or write to the user's home.
 * Its path is short, because VS Code's unix sockets lie in it and may have about 100 characters.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A plain editor: no welcome pages, no chat, no traffic of its own. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // in the browser it is on
  'git.enabled': false,
  'editor.inlineSuggest.enabled': true,
  'editor.wordBasedSuggestions': 'off',
};

/**
 * Makes a profile, which is removed when this process ends if not before.
 *
 * @param {{ settings?: object, files?: Record<string, string> }} [content] settings: of the user,
 *   beside the plain ones; files: of the workspace, text by relative path
 */
export function createProfile({ settings = {}, files = {} } = {}) {
  const folder = mkdtempSync(join(process.platform === 'win32' ? tmpdir() : '/tmp', 'tunewright-'));
  const inside = (...parts) => join(folder, ...parts);
  const profile = {
    folder,
    home: inside('home'),
    userData: inside('user'),
    extensions: inside('extensions'),
    temporary: inside('tmp'),
    workspace: inside('workspace'),
  };
  for (const path of Object.values(profile)) mkdirSync(path, { recursive: true });
  writeInto(profile.userData, 'User/settings.json', JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  for (const [path, text] of Object.entries(files)) writeInto(profile.workspace, path, text);
  process.once('exit', () => removeProfile(profile));
  return profile;
}

function writeInto(folder, path, text) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

export function removeProfile({ folder }) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
