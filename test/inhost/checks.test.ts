import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit } from './support/editor.ts';
import { until } from './support/wait.ts';

const HEADER = 'X:1\nT:Short Measure\nM:4/4\nL:1/8\nK:D\n';

/** The text that is marked, once anything is. */
async function marked(document: vscode.TextDocument): Promise<string[]> {
  const found = await until('a diagnostic', () => {
    const diagnostics = vscode.languages.getDiagnostics(document.uri);
    return diagnostics.length > 0 ? diagnostics : undefined;
  });
  return found.map(({ range }) => document.getText(range));
}

suite('checks while writing', () => {
  test('a bar in the middle that is too short is marked, and no longer once it is full', async () => {
    const { document } = await edit(`${HEADER}A2FA DAFA|BGdB|AFED E4|‸\n`);
    const [text] = await marked(document);
    assert.match(text ?? '', /BGdB/);
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, document.positionAt(document.getText().indexOf('BGdB|') + 4), ' AFED');
    await vscode.workspace.applyEdit(change);
    await until(
      'the mark to go',
      () => vscode.languages.getDiagnostics(document.uri).length === 0 || undefined,
    );
  });

  test('a tune with a pickup and its complement has nothing to mark', async () => {
    const { document } = await edit(`${HEADER}d2|:A2FA DAFA|BGdB AFd2:|‸\nA2FA DAFA BGdB|\n`);
    // The last bar is far too long on purpose: once it is marked, all has been read.
    assert.equal((await marked(document)).length, 1);
  });
});

suite('the outline', () => {
  test('lists the tunes of a file by number and title', async () => {
    const { document } = await edit('X:1\nT:The First\nK:D\nDEF|\n\nX:2\nT:The Second\nK:G\nGAB|‸\n');
    const symbols = await until('the outline', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found?.length ? found : undefined;
    });
    assert.deepEqual(
      symbols.map(({ name, range }) => [name, range.start.line]),
      [
        ['1. The First', 0],
        ['2. The Second', 5],
      ],
    );
  });
});
