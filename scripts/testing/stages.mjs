/** The stages of `npm test`, in their order: cheap ones first. */
import { check, grammarTests, nodeTests, sum, unitTests } from './tools.mjs';
import { inHostTests } from './inhost.mjs';

const PROGRAMS = ['.', 'src/engine', 'src/webview', 'test/inhost'];

/** Each program of the project, one after the other: together they would need too much memory. */
async function types() {
  const counts = [];
  for (const program of PROGRAMS) counts.push(await check('tsc', '-p', program));
  return sum(counts);
}

async function fences() {
  return sum([await check('depcruise', 'src'), await nodeTests('fences')]);
}

/** @type {readonly { name: string, what: string, needs?: readonly string[], run: () => Promise<import('./tools.mjs').Counts> }[]} */
export const STAGES = [
  { name: 'format', what: 'every file is formatted', run: () => check('prettier', '--check', '.') },
  { name: 'types', what: 'every program type-checks', run: types },
  { name: 'lint', what: 'the linter is content', run: () => check('eslint', '.') },
  { name: 'fences', what: 'folders import only what they may, and each fence bites', run: fences },
  { name: 'dead', what: 'no code is unused', run: () => check('knip') },
  { name: 'unit', what: 'unit tests', needs: ['build'], run: () => unitTests('test/unit') },
  { name: 'grammar', what: 'syntax highlighting', run: grammarTests },
  {
    name: 'package',
    what: 'what is in the packaged extension',
    needs: ['vsix'],
    run: () => nodeTests('package'),
  },
  { name: 'inhost', what: "tests inside VS Code's extension host", needs: ['editor'], run: inHostTests },
  { name: 'ui', what: 'the product in a real VS Code', needs: ['editor'], run: () => nodeTests('ui') },
  { name: 'start', what: 'npm start', needs: ['editor'], run: () => nodeTests('start') },
];
