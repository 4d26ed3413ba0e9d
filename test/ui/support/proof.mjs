/** What every proof in the real editor shares: one session, one window, a picture when a test fails. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { stopAllOnInterrupt } from '../../../scripts/processes.mjs';
import { startSession } from '../../../scripts/vscode/session.mjs';
import { openWorkbench, screenshot } from '../../../scripts/vscode/workbench.mjs';

/**
 * Starts a VS Code for the tests of a file, with a window on some files of its workspace. When they are
 * done it asserts that no request has left the machine.
 *
 * @param {string} name of the proof, for its screenshots
 * @param {{ files: Record<string, string>, open: readonly string[], settings?: object }} content
 * @returns {{ session: object, page: import('playwright-core').Page }} filled once the tests run
 */
export function prove(name, { files, open, settings }) {
  const proof = {};
  before(async () => {
    stopAllOnInterrupt();
    proof.session = await startSession({ files, settings });
    proof.page = await openWorkbench(proof.session, ...open);
  });
  afterEach(async (t) => {
    if (t.passed === false) await screenshot(proof.page, `${name}-failed`);
  });
  after(() => proof.session?.close());
  return proof;
}

/** The last test of a proof. */
export function proveOffline(proof) {
  test('no request has left the machine', () => {
    assert.deepEqual(proof.session.outbound(), []);
  });
}
