import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit } from './support/editor.ts';
import { until } from './support/wait.ts';

const TUNE = 'X:1\nT:The Quay at Dawn\nR:reel\nM:4/4\nL:1/8\nK:D\nA2FA DAFA|BGdB AFED|';

/** Asks for a suggestion and takes it as soon as it is shown. */
async function takeSuggestion({ document }: vscode.TextEditor): Promise<void> {
  const before = document.getText();
  await vscode.commands.executeCommand('tunewright.continueTune');
  await until('a suggestion that could be taken', async () => {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    return document.getText() === before ? undefined : true;
  });
}

suite('suggestions', () => {
  test('are taken as they stand, and taken back by one undo', async () => {
    const editor = await edit(`${TUNE}‸`);
    await takeSuggestion(editor);
    const text = editor.document.getText();
    assert.ok(text.startsWith(TUNE));
    assert.match(text.slice(TUNE.length), /[A-Ga-g].*\|/);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), TUNE);
  });

  test('leave the text around them alone', async () => {
    const rest = '\n\nX:2\nT:Another\nM:6/8\nK:G\nGAB AGE|\n';
    const editor = await edit(`${TUNE}‸${rest}`);
    await takeSuggestion(editor);
    const text = editor.document.getText();
    assert.ok(text.startsWith(TUNE));
    assert.ok(text.endsWith(rest));
  });

  test('end their lines as the document does', async () => {
    const editor = await edit(`${TUNE}‸`.replaceAll('\n', '\r\n'));
    assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
    await takeSuggestion(editor);
    assert.doesNotMatch(editor.document.getText(), /[^\r]\n/);
  });
});
