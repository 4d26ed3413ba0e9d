import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask } from './support/ask.ts';
import { edit, extension } from './support/editor.ts';
import { until } from './support/wait.ts';

/** A jig as there are many, with one note that nobody would play. */
const TUNE = `X:1
T:The Odd One Out
R:jig
M:6/8
L:1/8
K:G
|:GBd gdB|cec BGD|GBd gdB|cAF G3|
GBd gdB|cec BGD|EGc A‸_C,F|AGF G3:|
`;

interface View {
  readonly on: boolean;
  shown(editor: vscode.TextEditor): readonly {
    readonly notes: readonly { readonly start: number; readonly end: number; readonly bits: number | null }[];
  }[];
}

/** What the extension gives to tests. */
async function view(): Promise<View> {
  const given = (await extension().activate()) as { readonly surprise: View };
  return given.surprise;
}

const toggle = (): Thenable<unknown> => vscode.commands.executeCommand('tunewright.toggleSurprise');

/** The bits of each note of an editor's tune, by where the note starts, as soon as they are known. */
async function bitsOf(editor: vscode.TextEditor): Promise<ReadonlyMap<number, number>> {
  const surprise = await view();
  return until('the surprise of a tune', () => {
    const notes = surprise.shown(editor).flatMap(({ notes }) => notes);
    return notes.length === 0
      ? undefined
      : new Map(notes.map(({ start, bits }) => [start, bits ?? Infinity]));
  });
}

suite('surprise', () => {
  teardown(async () => {
    if ((await view()).on) await toggle();
  });

  test('an odd note in an ordinary tune is told from its neighbours', async () => {
    const editor = await edit(TUNE);
    await toggle();
    const bits = await bitsOf(editor);
    const odd = editor.document.offsetAt(editor.selection.active);
    const others = [...bits].filter(([start]) => start !== odd).map(([, bits]) => bits);
    assert.equal(bits.size, 44);
    assert.ok((bits.get(odd) ?? 0) > 2 * Math.max(...others), `${bits.get(odd)} of ${others.join(' ')}`);
  });

  test('nothing is known once the view is off', async () => {
    const editor = await edit(TUNE);
    await toggle();
    await bitsOf(editor);
    await toggle();
    assert.deepEqual((await view()).shown(editor), []);
  });

  test('a hover tells what is likelier, with a link that puts it in place; one undo takes it back', async () => {
    const editor = await edit(TUNE);
    const { document } = editor;
    await toggle();
    await bitsOf(editor);
    const hovers = await ask<vscode.Hover>(
      'vscode.executeHoverProvider',
      document.uri,
      editor.selection.active,
    );
    const contents = hovers.flatMap(({ contents }) => contents);
    const said = contents
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join();
    assert.match(said, /\*\*Surprise:\*\* .*1 in .* bits/);
    assert.match(said, /Likelier here: \[`[A-Ga-g]`\]/);
    const [, command = '', argument = ''] = /\(command:([\w.]+)\?(\S+) /.exec(said) ?? [];
    const before = document.getText();
    const [replacement] = JSON.parse(decodeURIComponent(argument)) as { readonly text: string }[];
    await vscode.commands.executeCommand(command, replacement);
    assert.equal(document.getText(), before.replace('_C,', replacement?.text ?? ''));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  test('a link of an older text does nothing', async () => {
    const { document } = await edit(TUNE);
    const { uri, version } = document;
    const argument = { uri: uri.toString(), version: version - 1, start: 0, end: 1, text: 'A' };
    await vscode.commands.executeCommand('tunewright.replaceNote', argument);
    await vscode.commands.executeCommand('tunewright.replaceNote', 'nonsense');
    assert.equal(document.version, version);
  });

  test('a code action puts a likelier note in place, and the tune is read again', async () => {
    const editor = await edit(TUNE);
    const { document, selection } = editor;
    await toggle();
    const odd = document.offsetAt(selection.active);
    const before = (await bitsOf(editor)).get(odd) ?? 0;
    const actions = await ask<vscode.CodeAction>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(selection.active, selection.active),
      vscode.CodeActionKind.RefactorRewrite.value,
    );
    const [action] = actions.filter(({ title }) => /^Replace _C, by [A-Ga-g] \(\d+ %\)$/.test(title));
    assert.ok(action?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(action.edit);
    assert.doesNotMatch(document.getText(), /_C,/);
    const after = (await bitsOf(editor)).get(odd) ?? Infinity;
    assert.ok(after < before / 2, `${after} of ${before}`);
  });

  test('every voice is read, in whatever unit note length and line ends', async () => {
    const music = 'V:1\nG4 A4 B4|c4 B4 A4|\nV:2\nG,12|[C,E,]12|\n';
    const editor = await edit(`X:1\nM:3/4\nL:1/16\nK:G\n${music}‸`.replaceAll('\n', '\r\n'));
    await toggle();
    const text = editor.document.getText();
    const notes = [...(await bitsOf(editor)).keys()].map(
      (start) => /^[A-G],?|^c/.exec(text.slice(start))?.[0],
    );
    assert.deepEqual(notes, ['G', 'A', 'B', 'c', 'B', 'A', 'G,', 'C,', 'E,']);
  });
});
