import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EngineError } from '../../../src/engine/engine.ts';
import { loadTensorflow } from '../../../src/node/tensorflow.ts';

/** A folder with a package @tensorflow/tfjs-node of this source, or with none. */
function folderWith(source: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-tensorflow-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  if (source === undefined) return folder;
  const place = join(folder, 'node_modules', '@tensorflow', 'tfjs-node');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'index.js'), source);
  return folder;
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
  throw new Error('it did not fail');
}

test('where the package is missing, one line says how to get it', () => {
  const message = messageOf(() => loadTensorflow([folderWith(undefined)]));
  expect(message).toMatch(/^the TensorFlow engine needs @tensorflow\/tfjs-node: run "npm install/);
  expect(message).not.toContain('\n');
});

test('where its library is missing, one line says so', () => {
  const folder = folderWith(`throw new Error('libtensorflow.so.2: no such file\\nRequire stack:')`);
  expect(messageOf(() => loadTensorflow([folder]))).toBe(
    `@tensorflow/tfjs-node in ${folder} cannot be loaded: libtensorflow.so.2: no such file; ` +
      'install it again with "npm rebuild @tensorflow/tfjs-node"',
  );
});

test('another package of that name is refused', () => {
  const folder = folderWith('module.exports = { tidy: 1 }');
  expect(messageOf(() => loadTensorflow([folder]))).toContain('is not TensorFlow.js 4');
});

test('the first folder that has it is used', () => {
  const found = folderWith(
    `const f = () => 'this one'; module.exports = { tidy: f, variableGrads: f, getBackend: f, layers: {} };`,
  );
  expect(loadTensorflow([folderWith(undefined), found]).getBackend()).toBe('this one');
});
