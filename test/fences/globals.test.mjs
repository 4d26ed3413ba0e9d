/** The linter's fence around the pure folders bites: they see no global of Node or of a browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { PROJECT } from '../../scripts/project.mjs';

const PURE = ['abc', 'model', 'engine', 'composer', 'training'];
const WORLD = [
  'process',
  'Buffer',
  'require',
  '__dirname',
  'window',
  'document',
  'navigator',
  'setTimeout',
  'setInterval',
  'fetch',
];

/** The project's own rules without those that need types: a file that does not exist has none. */
const eslint = new ESLint({
  cwd: PROJECT,
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

/** @returns {Promise<string[]>} the globals that a file in a folder of src/ is told not to use */
async function forbiddenIn(folder) {
  const source = WORLD.map((name) => `console.log(${name});\n`).join('');
  const [{ messages }] = await eslint.lintText(source, { filePath: `src/${folder}/violation.ts` });
  return messages
    .filter(({ ruleId }) => ruleId === 'no-restricted-globals')
    .map(({ line }) => WORLD[line - 1]);
}

for (const folder of PURE) {
  test(`${folder} is handed what it needs of the world`, async () => {
    assert.deepEqual(await forbiddenIn(folder), WORLD);
  });
}

for (const folder of ['node', 'worker', 'extension']) {
  test(`${folder} is an edge and may use the world`, async () => {
    assert.deepEqual(await forbiddenIn(folder), []);
  });
}
