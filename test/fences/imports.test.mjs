/** Each fence between the folders of src/ bites: a small tree that breaks all of them is reported in full. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { PROJECT } from '../../scripts/project.mjs';

const TREE = join(PROJECT, 'out', 'fences');

/** By importing folder, what of each other folder it may reach; `any` file, or one file by name. */
const MAY_IMPORT = {
  abc: [],
  model: [],
  engine: ['model/any'],
  composer: ['abc/any', 'model/any', 'engine/any'],
  training: ['abc/any', 'model/any', 'engine/any'],
  node: ['abc/any', 'model/any', 'engine/any', 'engine/wasm/any', 'composer/any', 'training/any'],
  worker: [
    'abc/any',
    'model/any',
    'engine/any',
    'engine/wasm/any',
    'composer/any',
    'training/any',
    'node/any',
  ],
  cli: [
    'abc/any',
    'model/any',
    'engine/any',
    'engine/wasm/any',
    'composer/any',
    'training/any',
    'node/any',
    'worker/any',
    'worker/protocol',
    'worker/client',
  ],
  webview: ['abc/any'],
  extension: ['abc/any', 'worker/protocol', 'worker/client', 'webview/messages'],
};

/** Everything that some folder is allowed to import, or might be tempted to. */
const TARGETS = [
  ...Object.keys(MAY_IMPORT).map((folder) => `${folder}/any`),
  ...['engine/wasm/any', 'worker/protocol', 'worker/client', 'webview/messages'],
];

const folderOf = (target) => target.split('/')[0];
const violates = (folder, target) => folder !== folderOf(target) && !MAY_IMPORT[folder].includes(target);
const importerOf = (folder, target) => `src/${folder}/imports-${target.replaceAll('/', '-')}.ts`;

/** Files that each break one rule that is not about two folders. */
const OTHERS = {
  'src/abc/uses-node.ts': "import 'node:fs';\n",
  'src/training/uses-node.ts': "import 'node:worker_threads';\n",
  'src/worker/uses-node.ts': "import 'node:worker_threads';\n",
  'src/worker/uses-vscode.ts': "import * as vscode from 'vscode';\nexport const version = vscode.version;\n",
  'src/cli/uses-vscode.ts': "import * as vscode from 'vscode';\nexport const version = vscode.version;\n",
  'src/extension/uses-vscode.ts':
    "import * as vscode from 'vscode';\nexport const version = vscode.version;\n",
  'src/extension/one/feature.ts': "import '../two/feature.ts';\n",
  'src/extension/two/feature.ts': "import '../any.ts';\n",
  'src/abc/circle-a.ts': "import './circle-b.ts';\n",
  'src/abc/circle-b.ts': "import './circle-a.ts';\n",
  'src/abc/lost.ts': "import './nowhere.ts';\n",
};

function write(path, text) {
  mkdirSync(dirname(join(TREE, path)), { recursive: true });
  writeFileSync(join(TREE, path), text);
}

function writeTree() {
  rmSync(TREE, { recursive: true, force: true });
  for (const target of TARGETS) write(`src/${target}.ts`, 'export {};\n');
  for (const folder of Object.keys(MAY_IMPORT)) {
    for (const target of TARGETS) write(importerOf(folder, target), `import '../${target}.ts';\n`);
  }
  for (const [path, text] of Object.entries(OTHERS)) write(path, text);
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(PROJECT, name), join(TREE, name));
  symlinkSync(join(PROJECT, 'node_modules'), join(TREE, 'node_modules'));
}

/** By file, the rules that it was found to break. */
const found = new Map();
const rulesBrokenBy = (path) => found.get(path) ?? [];

before(() => {
  writeTree();
  const tool = join(PROJECT, 'node_modules', '.bin', 'depcruise');
  const { stdout } = spawnSync(tool, ['src', '--output-type', 'json'], {
    cwd: TREE,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  for (const { from, rule } of JSON.parse(stdout).summary.violations)
    found.set(from, [...rulesBrokenBy(from), rule.name]);
});

for (const folder of Object.keys(MAY_IMPORT)) {
  test(`${folder} may import what it should and nothing else`, () => {
    const reported = TARGETS.filter((target) =>
      rulesBrokenBy(importerOf(folder, target)).includes(`fence-${folder}`),
    );
    assert.deepEqual(
      reported,
      TARGETS.filter((target) => violates(folder, target)),
    );
  });
}

test('pure folders use no module of Node; the edges may', () => {
  assert.deepEqual(rulesBrokenBy('src/abc/uses-node.ts'), ['fence-world']);
  assert.deepEqual(rulesBrokenBy('src/training/uses-node.ts'), ['fence-world']);
  assert.deepEqual(rulesBrokenBy('src/worker/uses-node.ts'), []);
});

test('only the extension talks to the editor', () => {
  assert.deepEqual(rulesBrokenBy('src/worker/uses-vscode.ts'), ['fence-vscode']);
  assert.deepEqual(rulesBrokenBy('src/cli/uses-vscode.ts'), ['fence-vscode']);
  assert.deepEqual(rulesBrokenBy('src/extension/uses-vscode.ts'), []);
});

test('features of the extension never import each other', () => {
  assert.deepEqual(rulesBrokenBy('src/extension/one/feature.ts'), ['fence-features']);
  assert.deepEqual(rulesBrokenBy('src/extension/two/feature.ts'), []);
});

test('imports go in no circle and end somewhere', () => {
  assert.ok(rulesBrokenBy('src/abc/circle-a.ts').includes('no-circular'));
  assert.deepEqual(rulesBrokenBy('src/abc/lost.ts'), ['not-to-unresolvable']);
});
