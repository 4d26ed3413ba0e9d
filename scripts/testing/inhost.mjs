/**
 * Runs test/inhost/*.test.ts with mocha inside the extension host of a real VS Code, against the
 * packaged extension as installed. The workbench starts them and tells when they have ended.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from '../project.mjs';
import { remoteFile } from '../vscode/server.mjs';
import { startSession } from '../vscode/session.mjs';
import { OUT, filesUnder } from './tools.mjs';

const TESTS = join(PROJECT, 'test', 'inhost');
const BUNDLES = join(OUT, 'inhost');
const RESULTS = join(BUNDLES, 'results.json');
const LIMIT_MILLIS = 10 * 60_000;

/** @returns {Promise<import('./tools.mjs').Counts>} */
export async function inHostTests() {
  await bundleTests();
  const env = { TUNEWRIGHT_TEST_RESULTS: RESULTS };
  const session = await startSession({ inHostTests: true, env, ...(await workspace()) });
  try {
    const results = await runInHost(session);
    for (const { title, error, millis } of results)
      console.log(error ? `✖ ${title}\n${error}` : `✔ ${title} (${millis} ms)`);
    const failed = results.filter(({ error }) => error !== undefined).length;
    return { passed: results.length - failed, failed };
  } finally {
    await session.close();
  }
}

/** The files and settings that the tests find: test/inhost/workspace.mjs. */
async function workspace() {
  const { files, settings } = await import(join(TESTS, 'workspace.mjs'));
  return { files, settings };
}

/** One bundle per test file; mocha itself comes from node_modules, so that all share one. */
async function bundleTests() {
  rmSync(BUNDLES, { recursive: true, force: true });
  mkdirSync(BUNDLES, { recursive: true });
  await build({
    entryPoints: [join(TESTS, 'run.ts'), ...filesUnder(TESTS, '.test.ts')],
    outdir: BUNDLES,
    outbase: TESTS,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** @returns {Promise<{ title: string, millis: number, error?: string }[]>} */
async function runInHost(session) {
  const page = await session.context.newPage();
  const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  const errors = [];
  await page.exposeFunction(
    'codeAutomationLog',
    (type, args) => type === 'error' && errors.push(args.join(' ')),
  );
  const instruction = (name, path) => [name, remoteFile(session.host, path)];
  await page.goto(
    session.url({
      payload: [
        // An empty extension under development puts the workbench into its test mode.
        instruction('extensionDevelopmentPath', join(TESTS, 'stub')),
        instruction('extensionTestsPath', join(BUNDLES, 'run.js')),
      ],
    }),
  );
  const timer = new Promise((resolve) => setTimeout(resolve, LIMIT_MILLIS, 'no end in sight').unref());
  const end = await Promise.race([ended, timer]);
  if (!existsSync(RESULTS)) {
    throw new Error(
      `The tests in the extension host left no results (${end}).\n${errors.join('\n')}\n${session.log()}`,
    );
  }
  return JSON.parse(readFileSync(RESULTS, 'utf8'));
}
