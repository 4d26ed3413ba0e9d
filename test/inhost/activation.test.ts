import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit, extension, inWorkspace } from './support/editor.ts';
import { until } from './support/wait.ts';

interface Manifest {
  readonly version: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

suite('the installed extension', () => {
  test('comes from the package, not from the checkout', () => {
    assert.match(extension().extensionPath, /extensions[\\/]tunewright\.tunewright-\d/);
  });

  test('is activated by a file of its language', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace('reel.abc'));
    assert.equal(document.languageId, 'abc');
    await vscode.window.showTextDocument(document);
    await until('the extension to be active', () => extension().isActive || undefined);
  });

  test('registers every command that its manifest promises', async () => {
    const { contributes } = extension().packageJSON as Manifest;
    const promised = contributes.commands.map(({ command }) => command);
    assert.ok(promised.includes('tunewright.continueTune'));
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });

  for (const name of ['header.abh', 'upper.ABC']) {
    test(`takes ${name} for ABC notation`, async () => {
      assert.equal((await vscode.workspace.openTextDocument(inWorkspace(name))).languageId, 'abc');
    });
  }

  test('brackets of music are not painted as unbalanced, and grace notes close themselves', async () => {
    const editor = await edit('X:1\nK:C\n‸');
    await vscode.commands.executeCommand('type', { text: '{' });
    assert.equal(editor.document.lineAt(2).text, '{}');
  });
});
