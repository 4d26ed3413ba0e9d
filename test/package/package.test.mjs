/** What is, and what is not, in the packaged extension. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROJECT, manifest, vsixPath } from '../../scripts/project.mjs';
import { listArchive } from './archive.mjs';

const MEGABYTE = 1e6;

/** Everything that may be in it, and what must be. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt|NOTICE|language-configuration\.json)$/i,
  /^extension\/dist\/(extension|worker|training-worker|engine-thread)\.js$/,
  /^extension\/dist\/[\w-]+\.wasm$/,
  /^extension\/dist\/webview\/[\w-]+\.(js|css)$/,
  /^extension\/media\/[\w/.-]+\.(png|svg|mp3|md)$/,
  /^extension\/media\/sounds\/LICENSE-\w+$/,
  /^extension\/models\/irish-folk\/(model\.json|weights\.bin|tunewright\.json|README\.md)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/snippets\/[\w.-]+\.json$/,
];
const REQUIRED = [
  'extension/package.json',
  'extension/dist/extension.js',
  'extension/dist/worker.js',
  'extension/dist/training-worker.js',
  'extension/dist/engine-thread.js',
  'extension/dist/kernels-baseline.wasm',
  'extension/dist/kernels-relaxed.wasm',
  'extension/dist/webview/preview.js',
  'extension/models/irish-folk/model.json',
  'extension/models/irish-folk/weights.bin',
  'extension/models/irish-folk/tunewright.json',
  'extension/syntaxes/abc.tmLanguage.json',
  'extension/LICENSE.txt',
  'extension/NOTICE',
];

const files = () => listArchive(readFileSync(vsixPath()));
const digest = () => createHash('sha256').update(readFileSync(vsixPath())).digest('hex');

test('holds what the extension needs', () => {
  const names = files();
  assert.deepEqual(
    REQUIRED.filter((name) => !names.includes(name)),
    [],
  );
});

test('holds nothing else: no sources, tests, dependencies or data', () => {
  assert.deepEqual(
    files().filter((name) => !ALLOWED.some((pattern) => pattern.test(name))),
    [],
  );
});

test('is small enough to download on a train', () => {
  assert.ok(
    statSync(vsixPath()).size < 15 * MEGABYTE,
    `${(statSync(vsixPath()).size / MEGABYTE).toFixed(1)} MB`,
  );
});

test('every file that the manifest points to is in it', () => {
  const { main, icon, contributes } = manifest();
  const paths = [main, icon, ...pathsIn(contributes)].map((path) => join('extension', path));
  assert.ok(paths.length > 5);
  const names = files();
  assert.deepEqual(
    paths.filter((path) => !names.includes(path)),
    [],
  );
});

test('the same build gives the same bytes', () => {
  const before = digest();
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: PROJECT, stdio: 'ignore' });
  assert.equal(digest(), before);
});

/** Every "./…" below a value of the manifest. */
function pathsIn(value) {
  if (typeof value === 'string') return value.startsWith('./') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
