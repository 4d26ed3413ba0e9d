/**
 * Installs a real VS Code (code-server) into the project's .vscode-test/, from npm alone: no compiler,
 * no other download. An interrupted installation leaves only a folder that the next one clears away.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../project.mjs';
import { mustRun, run } from '../processes.mjs';
import { CODE_SERVER, INSTALLATIONS, PLATFORM, installationIn, nodePackage } from './platform.mjs';
import { STAND_INS } from './stand-ins.mjs';

/** Parts of VS Code that the editor does not need here: half of its size. */
const UNUSED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'node_modules/node-pty/deps',
  'node_modules/node-pty/third_party',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
  'extensions/ms-vscode.js-debug',
  'extensions/ms-vscode.vscode-js-profile-table',
];

/** Folders with one subfolder of binaries per platform. */
const PER_PLATFORM = ['node_modules/@vscode/ripgrep-universal/bin', 'node_modules/node-pty/prebuilds'];

/** Raise when what an installation consists of changes: an older one is then replaced. */
const RECIPE = 2;

/**
 * The installation, made first if need be.
 *
 * @param {(line: string) => void} say told once when this is going to take a while
 */
export async function ensureCodeServer(say) {
  const { name, version } = nodePackage();
  const folder = join(INSTALLATIONS, `code-server-${CODE_SERVER}-node-${version}-${PLATFORM}-${RECIPE}`);
  const installation = installationIn(folder);
  if (await works(installation)) return installation;

  say(`Installing VS Code for the browser (code-server ${CODE_SERVER}, about 400 MB) into .vscode-test/ …`);
  clearOthers();
  const unfinished = `${folder}.unfinished-${process.pid}`;
  await installInto(unfinished, { 'code-server': CODE_SERVER, [name]: version });
  // The final name stands for a complete installation: it appears all at once.
  renameSync(unfinished, folder);
  if (!(await works(installation)))
    throw new Error(`The VS Code in ${folder} does not start. Delete .vscode-test/ and try again.`);
  return installation;
}

/** Whether the installation is there and its Node runs the server's own entry point. */
async function works({ node, entry }) {
  if (!existsSync(node) || !existsSync(entry)) return false;
  const { code, output } = await run(node, [entry, '--version'], { capture: true });
  return code === 0 && output.includes(CODE_SERVER);
}

async function installInto(folder, dependencies) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await npmInstall(folder);
  const { vscode } = installationIn(folder);
  // `npm ci` would refuse: the shrinkwrap that code-server ships is out of step with its package.json.
  await npmInstall(vscode, '--omit=dev');
  slim(vscode);
  for (const [path, source] of Object.entries(STAND_INS)) writeFileSync(join(vscode, path), source);
}

async function npmInstall(cwd, ...options) {
  const [command, ...args] = npm(
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...options,
  );
  await mustRun(command, args, { cwd, capture: true });
}

function slim(vscode) {
  const remove = (path) => rmSync(join(vscode, path), { recursive: true, force: true });
  UNUSED.forEach(remove);
  for (const path of PER_PLATFORM.filter((path) => existsSync(join(vscode, path)))) {
    for (const entry of readdirSync(join(vscode, path))) if (entry !== PLATFORM) remove(join(path, entry));
  }
}

/** Removes other installations: older ones, and what interrupted ones have left unless they still run. */
function clearOthers() {
  if (!existsSync(INSTALLATIONS)) return;
  for (const name of readdirSync(INSTALLATIONS)) {
    const owner = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (owner === undefined || !isAlive(Number(owner))) discard(join(INSTALLATIONS, name));
  }
}

function discard(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Something still writes there; the next installation will clear it away.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
