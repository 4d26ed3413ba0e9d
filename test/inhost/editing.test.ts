import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask } from './support/ask.ts';
import { edit } from './support/editor.ts';
import { until } from './support/wait.ts';

suite('quick fixes', () => {
  test('a bar that is too short can be filled from the light bulb', async () => {
    const { document } = await edit('X:1\nT:Fix\nM:4/4\nL:1/8\nK:D\nA2FA DAFA|BG‸dB|AFED E4|\n');
    const [problem] = await until('a diagnostic', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.ok(problem);
    const actions = await ask<vscode.CodeAction>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Fill the bar with z4');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /BGdB z4\|/);
  });
});

suite('formatting and folding', () => {
  test('a document is formatted, and stays as it is the second time', async () => {
    const { document } = await edit('X:1\nK:C\n|:abc|def:|‸\n');
    const format = (): Thenable<vscode.TextEdit[] | undefined> =>
      vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', document.uri, {});
    const edits = await until('edits', async () => {
      const found = await format();
      return found !== undefined && found.length > 0 ? found : undefined;
    });
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, edits);
    await vscode.workspace.applyEdit(change);
    assert.match(document.getText(), /\|: abc \| def :\|/);
    assert.deepEqual((await format()) ?? [], []);
  });

  test('tunes and their headers fold', async () => {
    const { document } = await edit('X:1\nT:One\nM:C\nK:C\nCDEF|‸\n\nX:2\nT:Two\nM:C\nK:C\nCDEF|\n');
    const folds = await ask<vscode.FoldingRange>('vscode.executeFoldingRangeProvider', document.uri);
    const lines = folds.map(({ start, end }) => `${start}–${end}`).sort();
    for (const fold of ['0–4', '1–3', '6–10', '7–9'])
      assert.ok(lines.includes(fold), `${fold} in ${lines.join()}`);
  });
});

suite('tunes by title', () => {
  test('tunes of the workspace are found', async () => {
    await edit('X:1\nK:C\n‸\n');
    const symbols = await ask<vscode.SymbolInformation>('vscode.executeWorkspaceSymbolProvider', 'Quay');
    const names = symbols.map(({ name }) => name);
    assert.ok(names.includes('1. Morning on the Quay'), names.join());
  });
});

suite('commands on tunes', () => {
  test('a tune is transposed, and one undo takes it back', async () => {
    const text = 'X:1\nK:D\nDEF|\n\nX:2\nK:D\nDEF|\n';
    const { document } = await edit(text.replace('DEF', 'D‸EF'));
    await vscode.commands.executeCommand('tunewright.transposeByInterval', 2);
    assert.equal(document.getText(), 'X:1\nK:E\nEFG|\n\nX:2\nK:D\nDEF|\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand('tunewright.transposeToKey', 'G');
    assert.match(document.getText(), /^X:1\nK:G\nGAB\|/);
  });

  test('Highland pipe music stays as it is', async () => {
    const { document } = await edit('X:1\nK:HP\nab‸c|\n');
    await vscode.commands.executeCommand('tunewright.transposeByInterval', 2);
    assert.equal(document.getText(), 'X:1\nK:HP\nabc|\n');
  });

  test('the unit note length and all lengths change', async () => {
    const { document } = await edit('X:1\nL:1/8\nK:C\na‸b2|\n');
    await vscode.commands.executeCommand('tunewright.changeUnitNoteLength', '1/16');
    assert.equal(document.getText(), 'X:1\nL:1/16\nK:C\na2b4|\n');
    await vscode.commands.executeCommand('tunewright.halveLengths');
    assert.equal(document.getText(), 'X:1\nL:1/16\nK:C\nab2|\n');
    await vscode.commands.executeCommand('tunewright.doubleLengths');
    assert.equal(document.getText(), 'X:1\nL:1/16\nK:C\na2b4|\n');
  });

  test('tunes are sorted and numbered', async () => {
    const { document } = await edit('X:7\nT:The Zoo\nK:C\nC|\n\nX:3\nT:Abbey\nK:D\nD|‸\n');
    await vscode.commands.executeCommand('tunewright.sortTunes', 'title');
    await vscode.commands.executeCommand('tunewright.renumberTunes');
    assert.equal(document.getText(), 'X:1\nT:Abbey\nK:D\nD|\n\nX:2\nT:The Zoo\nK:C\nC|\n');
  });

  test('a tune is extracted with its file header', async () => {
    await edit('M:6/8\n\nX:1\nK:C\nC|\n\nX:2\nK:D\nD‸|\n');
    await vscode.commands.executeCommand('tunewright.extractTune');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'M:6/8\n\nX:2\nK:D\nD|\n');
  });

  test('line ends are converted', async () => {
    const { document } = await edit('X:1\nK:C\nC|‸\n');
    await vscode.commands.executeCommand('tunewright.convertLineEnds', 'CRLF');
    assert.equal(document.getText(), 'X:1\r\nK:C\r\nC|\r\n');
  });
});

suite('bar numbers', () => {
  test('bars are numbered where the setting asks for it', async () => {
    const settings = vscode.workspace.getConfiguration('tunewright.inlayHints');
    const { document } = await edit('X:1\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|‸\n');
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = (): Thenable<vscode.InlayHint[] | undefined> =>
      vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, range);
    assert.deepEqual((await hints()) ?? [], []);
    await settings.update('barNumbers', true, vscode.ConfigurationTarget.Global);
    try {
      const found = await ask<vscode.InlayHint>('vscode.executeInlayHintProvider', document.uri, range);
      assert.deepEqual(
        found.map(({ label }) => label),
        ['1', '2'],
      );
    } finally {
      await settings.update('barNumbers', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
