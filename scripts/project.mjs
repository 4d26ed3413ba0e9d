/** The project's own steps: its dependencies, its build, its package. Needs nothing but Node. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from './processes.mjs';

/** The top folder of the checkout. */
export const PROJECT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @returns the project's package.json */
export const manifest = () => readJson(join(PROJECT, 'package.json'));

/** Where the packaged extension of this version lies. */
export const vsixPath = () => join(PROJECT, 'dist', `tunewright-${manifest().version}.vsix`);

/** A command line for npm: the one that runs this script if there is one, else the one on the PATH. */
export function npm(...args) {
  const { npm_execpath: running } = process.env;
  return running?.endsWith('.js') ? [process.execPath, running, ...args] : ['npm', ...args];
}

/**
 * Installs the dependencies unless node_modules already holds what the lock file asks for.
 *
 * @param {(line: string) => void} say
 */
export async function ensureDependencies(say) {
  if (dependenciesAreCurrent()) return;
  const locked = existsSync(join(PROJECT, 'package-lock.json'));
  say(`Installing dependencies (npm ${locked ? 'ci' : 'install'}) …`);
  const [command, ...args] = npm(
    locked ? 'ci' : 'install',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  );
  await mustRun(command, args, { cwd: PROJECT });
}

/**
 * npm writes node_modules/.package-lock.json when an installation is complete. Optional packages do
 * not count: they may have failed to install, and may do so again.
 */
function dependenciesAreCurrent() {
  const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((path) =>
    join(PROJECT, path),
  );
  if (!existsSync(wanted) || !existsSync(installed)) return false;
  const present = readJson(installed).packages;
  return Object.entries(readJson(wanted).packages).every(
    ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
  );
}

/** Runs a script of package.json. @param {boolean} [capture] show its output only if it fails */
export async function npmScript(name, capture = false) {
  const [command, ...args] = npm('run', '--silent', name);
  await mustRun(command, args, { cwd: PROJECT, capture });
}
