import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Tunewright } from '../../src/extension/extension.ts';
import { edit, extension } from './support/editor.ts';
import { editAtRandom, randomNumbers } from './support/random-edits.ts';
import { accept, askMeanwhile, noFindings, watch } from './support/suggestion-checks.ts';

/** `npm run bench:editor` makes ten thousand, and looks at the memory too. */
const EDITS = 250;
const START = 'X:1\nT:The Quay at Dawn\nR:reel\nM:4/4\nL:1/8\nK:D\n|:A2FA DAFA|BGdB AFED|‸\n';

suite('random edits while suggestions run', () => {
  test('no exception, no suggestion for a text that is gone, nothing else changed by taking one', async () => {
    const random = randomNumbers(20261122);
    const found = noFindings();
    const first = await edit(START);
    const second = await edit(START.replaceAll('\n', '\r\n'));
    const { provider } = (await extension().activate()) as Tunewright;
    const unwatch = watch(provider, found);
    const settings = vscode.workspace.getConfiguration('tunewright.suggest');
    try {
      for (let nth = 0; nth < EDITS; nth++) {
        const { document } = nth % 50 < 25 ? first : second;
        const editor = await vscode.window.showTextDocument(document);
        await editAtRandom(editor, random);
        if (random() < 0.3) askMeanwhile(provider, editor, random, found);
        if (random() < 0.04) await accept(editor, random, found);
      }
    } finally {
      unwatch();
      for (const name of ['enabled', 'bars', 'temperature', 'constrained'])
        await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    }
    assert.deepEqual(found.faults, []);
    assert.ok(found.answered > 20, `${found.answered} of ${found.asked} questions were answered`);
  });
});
