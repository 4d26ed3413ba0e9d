/**
 * Windows of a real VS Code with the packaged extension, each with one of the programs of inhost/ in its extension
 * host. Program and benchmark talk through files of one folder.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { PROJECT, vsixPath } from '../../scripts/project.mjs';
import { remoteFile } from '../../scripts/vscode/server.mjs';
import { startSession } from '../../scripts/vscode/session.mjs';

const OUT = join(PROJECT, 'out', 'bench', 'editor');
const PROGRAMS = ['first', 'answers', 'typing', 'fuzz'];
const LIMIT_MILLIS = 10 * 60_000;

/** Bundles the programs and keeps the package, which another build would replace. */
export async function prepareWindows() {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  cpSync(vsixPath(), join(OUT, 'extension.vsix'));
  await build({
    absWorkingDir: PROJECT,
    entryPoints: PROGRAMS.map((name) => `bench/editor/inhost/${name}.ts`),
    outdir: OUT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/** A server with files in its workspace; `settings` are the user's. */
export const startEditor = (files, settings) =>
  startSession({
    vsix: join(OUT, 'extension.vsix'),
    files,
    settings,
    env: { TUNEWRIGHT_BENCH: OUT },
    inHostTests: true,
  });

/**
 * Opens a window and starts a program in it.
 *
 * @param {Awaited<ReturnType<typeof startEditor>>} session
 * @param {string} program
 * @param {object} task what the program is told
 */
export async function openWindow(session, program, task) {
  const file = (name) => join(OUT, `${program}.${name}`);
  for (const name of ['result', 'ready', 'stop', 'progress']) rmSync(file(name), { force: true });
  writeFileSync(file('task'), JSON.stringify(task));
  const page = await session.context.newPage();
  let ended;
  const end = new Promise((resolve) => (ended = resolve));
  await page.exposeFunction('codeAutomationExit', ended);
  await page.exposeFunction('codeAutomationLog', () => undefined);
  const instruction = (name, path) => [name, remoteFile(session.host, path)];
  const payload = [
    instruction('extensionDevelopmentPath', join(PROJECT, 'test', 'inhost', 'stub')),
    instruction('extensionTestsPath', join(OUT, `${program}.js`)),
  ];
  await page.goto(session.url({ payload }), { waitUntil: 'domcontentloaded' });
  return {
    page,
    /** Waits until the program says that it is ready to be typed at. */
    async ready() {
      for (const deadline = Date.now() + LIMIT_MILLIS; !existsSync(file('ready')); await sleep(50))
        if (Date.now() > deadline) throw new Error(`${program} is not ready.\n${session.log()}`);
    },
    stop: () => writeFileSync(file('stop'), ''),
    /** What the program has found, once it has ended; the window is closed then. */
    async result() {
      const timer = new Promise((resolve) => setTimeout(resolve, LIMIT_MILLIS, 'no end in sight').unref());
      const how = await Promise.race([end, timer]);
      await page.close();
      if (!existsSync(file('result')))
        throw new Error(`${program} found nothing (${how}).\n${session.log()}`);
      return JSON.parse(readFileSync(file('result'), 'utf8'));
    },
  };
}
