import * as vscode from 'vscode';
import { abcEditor } from '../documents.ts';
import { CandidatesPanel, type CandidatesWorld } from './candidates-panel.ts';

/** Registers "Compare Candidates": continuations at the cursor, engraved beside the editor to hear and choose from. */
export function registerCandidates(world: CandidatesWorld): vscode.Disposable {
  let current: CandidatesPanel | undefined;
  const open = (): CandidatesPanel => {
    const panel = new CandidatesPanel(world);
    panel.onDidDispose(() => {
      panel.dispose();
      if (current === panel) current = undefined;
    });
    return panel;
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('tunewright.compareCandidates', () => {
      const editor = abcEditor();
      if (editor === undefined) return;
      current ??= open();
      current.compareAt(editor);
    }),
    { dispose: () => current?.dispose() },
  );
}
