/** The tools behind the stages. Each answers how many of its tests passed and failed. */
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from '../processes.mjs';
import { PROJECT } from '../project.mjs';

/** Reports for machines, screenshots and bundles of tests; git-ignored. */
export const OUT = join(PROJECT, 'out');

/** @typedef {{ passed: number, failed: number }} Counts */

const COUNTING_REPORTER = join(PROJECT, 'scripts', 'testing', 'counting-reporter.mjs');

/** Runs a tool from node_modules/.bin in the project. */
const tool = (name, ...args) => run(join(PROJECT, 'node_modules', '.bin', name), args, { cwd: PROJECT });

const one = ({ code }) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** @param {readonly Counts[]} counts @returns {Counts} */
export const sum = (counts) =>
  counts.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );

/** A tool that is one test: its exit code says whether it passed. */
export const check = async (name, ...args) => one(await tool(name, ...args));

/** A clean folder for the reports of a stage. */
function reports(stage) {
  const folder = join(OUT, 'reports', stage);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A run that says it passed all of nothing has failed. */
const atLeastOne = (counts) => (counts.passed + counts.failed > 0 ? counts : { passed: 0, failed: 1 });

/** The unit tests below a folder, run by vitest. */
export async function unitTests(folder) {
  const report = join(reports(folder), 'vitest.json');
  const { code } = await tool(
    'vitest',
    'run',
    folder,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not even load has no failed test, only an exit code.
  return atLeastOne({ passed, failed: code === 0 ? failed : Math.max(failed, 1) });
}

/** Annotated sources: each line with assertions about its scopes is a test. */
export async function grammarTests() {
  const folder = reports('grammar');
  const sources = ['test/grammar/**/*.test.abc', 'test/grammar/**/*.test.md'];
  const config = 'test/grammar/grammars.json';
  const { code } = await tool(
    'vscode-tmgrammar-test',
    '--config',
    config,
    '--compact',
    '--xunit-report',
    folder,
    ...sources,
  );
  const documents = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const cases = documents.flatMap((document) => document.match(/<testcase [^>]*>[^]*?<\/testcase>/g) ?? []);
  const failed = cases.filter((text) => /<(failure|error) /.test(text)).length;
  return atLeastOne({ passed: cases.length - failed, failed: code === 0 ? failed : Math.max(failed, 1) });
}

/** Runs the files test/<folder>/**\/*.test.mjs one after the other with Node's own test runner. */
export async function nodeTests(folder) {
  const report = join(reports(folder), 'counts.json');
  const files = filesUnder(join(PROJECT, 'test', folder), '.test.mjs');
  const { code } = await run(
    process.execPath,
    [
      '--test',
      '--test-concurrency=1',
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${COUNTING_REPORTER}`, `--test-reporter-destination=${report}`],
      ...files.map((file) => relative(PROJECT, file)),
    ],
    { cwd: PROJECT },
  );
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  return atLeastOne(code === 0 ? counts : { ...counts, failed: Math.max(counts.failed, 1) });
}

/** @returns {string[]} the files below a folder whose names end so, in a fixed order */
export function filesUnder(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}
