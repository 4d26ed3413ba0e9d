import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit, extension } from './support/editor.ts';
import { until } from './support/wait.ts';

const TUNE = 'X:1\nT:The Quay at Dawn\nR:reel\nM:4/4\nL:1/8\nK:D\nA2FA DAFA|BGdB AFED|';

const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** Sets a setting of the user for the length of some work. */
async function withSetting(section: string, value: unknown, work: () => Promise<void>, inAbc = false) {
  const scope = inAbc ? { languageId: 'abc' } : undefined;
  const set = (now: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('tunewright', scope).update(section, now, true, inAbc);
  await set(value);
  try {
    await work();
  } finally {
    await set(undefined);
  }
}

/** Opens a list and chooses its first entry, until that has had its effect: an empty list takes no choice. */
async function chooseFirst(command: string, done: () => boolean): Promise<void> {
  await until('the choice to be made', async () => {
    const closed = run(command);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await run('workbench.action.acceptSelectedQuickOpenItem');
    await closed;
    return done() || undefined;
  });
}

suite('a tune whose tab is hidden while it is composed', () => {
  suiteSetup(async () => {
    await extension().activate();
  });

  test('is continued all the same, and one undo takes it back', async () => {
    const { document } = await edit(`${TUNE}‸`);
    const continuing = run('tunewright.continueToEnd');
    await edit('X:1\nT:Something Else\nK:G\n‸');
    await continuing;
    assert.ok(document.getText().length > TUNE.length + 20, document.getText());
    assert.ok(document.getText().startsWith(TUNE));
    await vscode.window.showTextDocument(document);
    await run('undo');
    assert.equal(document.getText(), TUNE);
  });
});

suite('with no ABC text open', () => {
  setup(async () => {
    await run('workbench.action.closeAllEditors');
  });

  test('a new tune begins with its header', async () => {
    await run('tunewright.newTune');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'abc');
    assert.equal(document.getText(), 'X:1\nT:Untitled\nR:reel\nM:4/4\nL:1/8\nK:D\n');
  });

  for (const command of ['continueTune', 'compareCandidates', 'replaceBars', 'acceptBar', 'continueToEnd']) {
    test(`${command} says what to do, and opens nothing`, async () => {
      await run(`tunewright.${command}`);
      assert.equal(vscode.window.activeTextEditor, undefined);
      assert.deepEqual(vscode.window.tabGroups.activeTabGroup.tabs, []);
    });
  }
});

suite('settings that stand somewhere special', () => {
  test('suggestions that are off for the language are turned on by the toggle', async () => {
    const { document } = await edit(`${TUNE}‸`);
    const enabled = (): unknown =>
      vscode.workspace.getConfiguration('tunewright.suggest', document).get('enabled');
    const off = async (): Promise<void> => {
      assert.equal(enabled(), false);
      await run('tunewright.toggleSuggestions');
      assert.equal(enabled(), true);
    };
    await withSetting('suggest.enabled', false, off, true);
  });

  test('the bundled model can be chosen where the user has set another', async () => {
    await withSetting('model', 'not there', async () => {
      const model = (): unknown => vscode.workspace.getConfiguration('tunewright').get('model');
      assert.equal(model(), 'not there');
      await chooseFirst('tunewright.selectModel', () => model() === '');
      await vscode.workspace.getConfiguration('tunewright').update('model', undefined, false);
    });
  });
});

suite('several selections', () => {
  test('lengths are doubled in each of them, in whatever tune it is', async () => {
    const editor = await edit(
      'X:1\nT:One\nM:4/4\nL:1/8\nK:C\nC D E F|\n\nX:2\nT:Two\nM:4/4\nL:1/8\nK:C\nG A B c|‸',
    );
    const at = (line: number, from: number, to: number): vscode.Selection =>
      new vscode.Selection(line, from, line, to);
    editor.selections = [at(5, 0, 1), at(5, 4, 5), at(12, 2, 3)];
    await run('tunewright.doubleLengths');
    assert.equal(editor.document.lineAt(5).text, 'C2 D E2 F|');
    assert.equal(editor.document.lineAt(12).text, 'G A2 B c|');
  });
});

suite('texts that nobody can write in', () => {
  const SCHEME = 'tunewright-test';
  const uri = vscode.Uri.parse(`${SCHEME}:/old.abc`);
  const BAD = 'X:1\nT:Short\nM:4/4\nL:1/8\nK:D\nA2FA DAFA|BGdB|AFED E4|';
  let provider: vscode.Disposable;

  suiteSetup(() => {
    provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: () => BAD,
    });
  });
  suiteTeardown(() => {
    provider.dispose();
  });

  test('are not checked: the Problems view is for what can be mended', async () => {
    const old = await vscode.workspace.openTextDocument(uri);
    assert.equal(old.languageId, 'abc');
    await vscode.window.showTextDocument(old);
    const mine = await edit(`${BAD}‸`);
    await until('problems of a text that can be written in', () => {
      const found = vscode.languages.getDiagnostics(mine.document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  test('are left alone by commands that would write', async () => {
    const old = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(old);
    const end = old.lineAt(old.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    await run('tunewright.continueToEnd');
    await run('tunewright.doubleLengths');
    assert.equal(old.getText(), BAD);
  });
});
