import * as vscode from 'vscode';
import { newAbcEditor } from '../documents.ts';

/** What a tune needs before its first bar, to be gone through with Tab. */
const TEMPLATE = [
  'X:1',
  'T:${1:Untitled}',
  'R:${2|reel,jig,hornpipe,polka,slip jig,waltz,march,air|}',
  'M:${3|4/4,6/8,2/4,9/8,3/4,12/8|}',
  'L:1/8',
  'K:${4|D,G,A,C,Em,Am,Edor,Ador|}',
  '$0',
];

/** Registers "New Tune": a new file that waits for the first bar. */
export function registerNewTune(): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.newTune', async () => {
    const editor = await newAbcEditor();
    await editor.insertSnippet(new vscode.SnippetString(TEMPLATE.join('\n')));
  });
}
