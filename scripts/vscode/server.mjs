/** VS Code in the browser: a code-server of our own, reachable from this machine alone. */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, mustRun } from '../processes.mjs';

const START_UP_MILLIS = 60_000;

/** Variables of whoever starts us that would change how the server runs. */
const UNWANTED = ['NODE_OPTIONS', 'NODE_ENV', 'VSCODE_IPC_HOOK_CLI', 'PORT', 'PASSWORD', 'HASHED_PASSWORD'];

function environmentOf({ node }, profile, extra) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !UNWANTED.includes(name) && !name.startsWith('npm_')),
  );
  return {
    ...inherited,
    HOME: profile.home,
    TMPDIR: profile.temporary,
    XDG_RUNTIME_DIR: profile.temporary,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    EXTENSIONS_GALLERY: '{}', // no marketplace, so no traffic to one
    ...extra,
  };
}

function baseArguments({ entry }, profile) {
  const config = join(profile.folder, 'code-server.yaml');
  writeFileSync(config, 'auth: none\ncert: false\n');
  return [
    entry,
    '--config',
    config,
    '--user-data-dir',
    profile.userData,
    '--extensions-dir',
    profile.extensions,
  ];
}

/** Installs a packaged extension into a profile, the way a user's editor would. */
export async function installExtension(installation, profile, vsix) {
  const args = [...baseArguments(installation, profile), '--install-extension', vsix, '--force'];
  await mustRun(installation.node, args, { env: environmentOf(installation, profile), capture: true });
}

/**
 * Starts a server and waits until it answers.
 *
 * @param {ReturnType<import('./platform.mjs').installationIn>} installation
 * @param {ReturnType<import('./profile.mjs').createProfile>} profile
 * @param {{ port: number, options?: readonly string[], nodeOptions?: readonly string[], env?: Record<string, string> }} how
 *   nodeOptions: for every Node process of the server (VS Code takes NODE_OPTIONS out of the environment)
 */
export async function startServer(installation, profile, { port, options = [], nodeOptions = [], env = {} }) {
  const host = `127.0.0.1:${port}`;
  const log = join(profile.folder, 'server.log');
  const output = openSync(log, 'w');
  const quiet = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--disable-proxy',
  ];
  const child = launch(
    installation.node,
    [
      ...nodeOptions,
      ...baseArguments(installation, profile),
      '--bind-addr',
      host,
      '--auth',
      'none',
      ...quiet,
      ...options,
    ],
    { env: environmentOf(installation, profile, env), stdio: ['ignore', output, output] },
  );
  closeSync(output);
  const server = { child, host, log: () => readFileSync(log, 'utf8') };
  await answered(server);
  return server;
}

async function answered({ child, host, log }) {
  for (const deadline = Date.now() + START_UP_MILLIS; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const healthy = await fetch(`http://${host}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
  }
  throw new Error(`VS Code in the browser did not start on ${host}:\n${log()}`);
}

/** How the workbench at a host names a file of this machine. */
export const remoteFile = (host, path) => `vscode-remote://${host}${path}`;

/**
 * The address that opens a folder.
 *
 * @param {string} host
 * @param {{ folder: string, open?: readonly string[], payload?: readonly string[][] }} what open: files
 *   to show; payload: further instructions to the workbench
 */
export function workbenchUrl(host, { folder, open = [], payload = [] }) {
  const instructions = [...open.map((path) => ['openFile', remoteFile(host, path)]), ...payload];
  const url = new URL(`http://${host}/`);
  url.searchParams.set('folder', folder);
  if (instructions.length > 0) url.searchParams.set('payload', JSON.stringify(instructions));
  return url.href;
}
