/** The stages of `npm test`, in their order: cheap ones first. */
import { check, grammarTests, nodeTests, sum, unitTests } from './tools.mjs';
import { inHostTests } from './inhost.mjs';

/** Programs with compiler settings of their own; each brings those it refers to. */
const PROGRAMS = ['.', 'src/webview', 'test/inhost', 'test/unit/engine'];

async function fences() {
  return sum([await check('depcruise', 'src'), await nodeTests('fences')]);
}

/** @type {readonly { name: string, what: string, needs?: readonly string[], run: () => Promise<import('./tools.mjs').Counts> }[]} */
export const STAGES = [
  { name: 'format', what: 'every file is formatted', run: () => check('prettier', '--check', '.') },
  { name: 'types', what: 'every program type-checks', run: () => check('tsc', '-b', ...PROGRAMS) },
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
  {
    name: 'scripts',
    what: 'npm start and what it stands on',
    needs: ['editor'],
    run: () => nodeTests('scripts'),
  },
];
