import * as vscode from 'vscode';
import { abcEditor } from '../documents.ts';
import { rememberedPlace } from '../webview-parts.ts';
import { CandidatesPanel, type CandidatesWorld } from './candidates-panel.ts';

const VIEW_TYPE = 'tunewright.candidates';

/**
 * Registers "Compare Candidates": continuations at the cursor, engraved beside the editor to hear and choose from.
 * After the window was reloaded they are asked for anew.
 */
export function registerCandidates(world: CandidatesWorld): vscode.Disposable {
  let current: CandidatesPanel | undefined;
  const adopt = (webviewPanel: vscode.WebviewPanel): CandidatesPanel => {
    current?.dispose();
    const panel = new CandidatesPanel(world, webviewPanel);
    current = panel;
    panel.onDidDispose(() => {
      panel.dispose();
      if (current === panel) current = undefined;
    });
    return panel;
  };
  const open = (): CandidatesPanel =>
    adopt(vscode.window.createWebviewPanel(VIEW_TYPE, 'Candidates', vscode.ViewColumn.Beside));
  return vscode.Disposable.from(
    vscode.commands.registerCommand('tunewright.compareCandidates', async () => {
      const editor = await abcEditor();
      if (editor === undefined) return;
      (current ?? open()).compareAt(editor);
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(webviewPanel, state: unknown) {
        const place = await rememberedPlace(state, world.log);
        if (place === null) webviewPanel.dispose();
        else adopt(webviewPanel).compareAgain(place.document, place.offset);
      },
    }),
    { dispose: () => current?.dispose() },
  );
}
