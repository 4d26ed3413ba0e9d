import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit } from './support/editor.ts';
import { until } from './support/wait.ts';

const TUNE = 'X:1\nT:Fix\nR:reel\nM:4/4\nL:1/8\nK:D\nA2FA DAFA|BG‸dB AFE|A2FA DAFA|BGdB AFED|]\n';

/** The quick fixes of a document's first problem, once some of a title are among them. */
async function fixes(document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeAction[]> {
  const problem = await until('a diagnostic', () => vscode.languages.getDiagnostics(document.uri)[0]);
  return until(`quick fixes like ${title.source}`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    return actions.some((action) => title.test(action.title)) ? actions : undefined;
  });
}

suite('the composer’s repairs', () => {
  test('a wrong bar is repaired from the light bulb, beside the other fixes', async () => {
    const { document } = await edit(TUNE);
    const actions = await fixes(document, /^Fix the bar: /);
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes('Fill the bar with z'), titles.join('\n'));
    const repair = actions.find(({ title }) => title.startsWith('Fix the bar: '));
    assert.ok(repair?.edit);
    const bar = repair.title.slice('Fix the bar: '.length);
    assert.doesNotMatch(bar, /z/);
    await vscode.workspace.applyEdit(repair.edit);
    assert.ok(document.getText().includes(`DAFA|${bar}|A2FA`), document.getText());
    await until(
      'the bar to be full',
      () => vscode.languages.getDiagnostics(document.uri).length === 0 || undefined,
    );
  });
});

suite('chord symbols, ornaments and extraction', () => {
  const PLAIN = 'X:1\nT:Plain\nM:6/8\nL:1/8\nK:G\nG3 B‸AB|cBA dBG|A3 AGF|G6|]\n';

  test('chord symbols come and go', async () => {
    const { document } = await edit(PLAIN);
    const before = document.getText();
    await vscode.commands.executeCommand('tunewright.addChordSymbols');
    assert.match(document.getText(), /\n"G"G3 BAB\|.*"D".*"G"G6\|\]\n/);
    await vscode.commands.executeCommand('tunewright.removeChordSymbols');
    assert.equal(document.getText(), before);
  });

  test('so do ornaments, of the kinds that are asked for', async () => {
    const { document } = await edit(PLAIN.replace('c', '!p!c'));
    const before = document.getText();
    await vscode.commands.executeCommand('tunewright.addOrnaments');
    assert.match(document.getText(), /~G3 BAB\|!p!cBA dBG\|~A3/);
    await vscode.commands.executeCommand('tunewright.removeOrnaments', ['ornaments', 'grace notes']);
    assert.equal(document.getText(), before);
    await vscode.commands.executeCommand('tunewright.removeOrnaments', ['dynamics']);
    assert.equal(document.getText(), before.replace('!p!', ''));
  });

  test('a voice becomes a tune of its own in a new file', async () => {
    await edit('L:1/4\n\nX:1\nT:Duet\nK:C\nV:1\nCDE|‸\nV:2\nEFG|\n');
    await vscode.commands.executeCommand('tunewright.extractVoiceOrPart', 'voice 2');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    assert.equal(document.getText(), 'L:1/4\n\nX:1\nT:Duet\nK:C\nEFG|\n');
  });
});

suite('switching checks', () => {
  test('a check is switched off from the light bulb, and found off in the settings', async () => {
    const rules = vscode.workspace.getConfiguration('tunewright.diagnostics');
    const { document } = await edit(TUNE);
    try {
      const actions = await fixes(document, /^Do not check for this: bar-short$/);
      const command = actions.find(({ title }) => title.startsWith('Do not check'))?.command;
      assert.ok(command);
      const given: unknown[] = command.arguments ?? [];
      await vscode.commands.executeCommand(command.command, ...given);
      await until(
        'the mark to go',
        () => vscode.languages.getDiagnostics(document.uri).length === 0 || undefined,
      );
      const now: unknown = vscode.workspace.getConfiguration('tunewright.diagnostics').get('rules');
      assert.ok(typeof now === 'object' && now !== null && 'bar-short' in now && 'bar-long' in now);
      assert.deepEqual([now['bar-short'], now['bar-long']], [false, true]);
    } finally {
      await rules.update('rules', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
