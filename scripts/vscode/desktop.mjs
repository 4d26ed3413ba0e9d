/** Desktop VS Code, where this machine has one and a screen to show it on. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, mustRun } from '../processes.mjs';

const PATIENCE_MILLIS = 5000;

/**
 * The `code` command, if it opens a window of its own here. Inside a remote terminal of VS Code, and in
 * WSL, a command of that name hands over to an editor elsewhere, which a throwaway profile cannot reach.
 *
 * @returns {string | undefined}
 */
export function findDesktopCode(env = process.env) {
  const hasScreen = process.platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (!hasScreen || env.VSCODE_IPC_HOOK_CLI || env.WSL_DISTRO_NAME) return undefined;
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'code'))
    .find((candidate) => existsSync(candidate));
}

/**
 * Installs the extension into the profile and opens a window on a folder.
 *
 * @returns the window: `closed` settles when the user closes it
 */
export async function openDesktop(code, profile, { vsix, folder, files }) {
  const base = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  await mustRun(code, [...base, '--install-extension', vsix, '--force'], { capture: true });
  const child = launch(
    code,
    [...base, '--new-window', '--wait', '--disable-workspace-trust', folder, ...files],
    { stdio: 'ignore' },
  );
  return { closed: new Promise((resolve) => child.once('exit', resolve)), stop: () => stopEditor(profile) };
}

/** `code` leaves the window to a process outside our group: it is known by the profile, which only it uses. */
async function stopEditor(profile) {
  for (const pid of editorProcesses(profile)) signal(pid, 'SIGTERM');
  for (let waited = 0; waited < PATIENCE_MILLIS && editorProcesses(profile).length > 0; waited += 200)
    await sleep(200);
  for (const pid of editorProcesses(profile)) signal(pid, 'SIGKILL');
}

function editorProcesses({ userData }) {
  const processes = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
  return processes
    .split('\n')
    .filter((line) => line.includes(userData))
    .map((line) => Number.parseInt(line, 10));
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}
