import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit } from './support/editor.ts';
import { until } from './support/wait.ts';

/** The labels proposed at the "‸"; `trigger` is the character that was typed, none where it was asked for. */
async function labels(marked: string, trigger?: string): Promise<string[]> {
  const { document, selection } = await edit(marked);
  const list = await until('completions', () =>
    vscode.commands.executeCommand<vscode.CompletionList | undefined>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      selection.active,
      trigger,
    ),
  );
  return list.items
    .filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet)
    .map(({ label }) => (typeof label === 'string' ? label : label.label));
}

suite('completion', () => {
  test('keys are proposed behind K:, meters behind M:', async () => {
    assert.ok((await labels('X:1\nK:‸\n', ':')).includes('Edor'));
    assert.ok((await labels('X:1\nM:‸\nK:C\n', ':')).includes('6/8'));
  });

  test('decorations are proposed behind !, directives behind %%', async () => {
    assert.ok((await labels('X:1\nK:C\nAB !‸\n', '!')).includes('!trill!'));
    assert.ok((await labels('X:1\nK:C\n%%‸\n', '%')).includes('MIDI program'));
  });

  test('instruments are proposed by name', async () => {
    assert.ok((await labels('X:1\nK:C\n%%MIDI program ‸\n')).includes('Violin'));
  });

  test('voices of the tune are proposed behind [V:', async () => {
    assert.deepEqual(await labels('X:1\nV:RH clef=treble\nV:LH clef=bass\nK:C\n[V:‸\n', ':'), ['RH', 'LH']);
  });

  test('a colon in music proposes nothing', async () => {
    assert.deepEqual(await labels('X:1\nK:C\nABc|:‸\n', ':'), []);
  });
});
