import * as vscode from 'vscode';
import { isAbc } from '../documents.ts';
import type { Log } from '../log.ts';
import { rememberedPlace } from '../webview-parts.ts';
import { askFormat } from './export.ts';
import { PreviewPanel } from './preview-panel.ts';

const VIEW_TYPE = 'tunewright.preview';

/** Registers the preview: its commands, and how it comes back after the window was reloaded. */
export function registerPreview(context: vscode.ExtensionContext, log: Log): vscode.Disposable {
  let current: PreviewPanel | null = null;

  const adopt = (webviewPanel: vscode.WebviewPanel): PreviewPanel => {
    current?.dispose();
    const panel = new PreviewPanel(webviewPanel, context.extensionUri, log);
    current = panel;
    panel.onDidDispose(() => {
      panel.dispose();
      if (current === panel) current = null;
    });
    return panel;
  };

  const open = (): PreviewPanel => {
    if (current) current.reveal();
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = current ?? adopt(vscode.window.createWebviewPanel(VIEW_TYPE, 'Preview', column));
    const document = abcDocument();
    if (document) panel.follow(document);
    return panel;
  };

  const command = (id: string, run: (given?: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    command('tunewright.openPreview', () => void open()),
    command('tunewright.playPreview', () =>
      (current ?? open()).order({ type: 'transport', action: 'toggle' }),
    ),
    command('tunewright.playFromCursor', () =>
      (current ?? open()).order({ type: 'transport', action: 'playFromCursor' }),
    ),
    command('tunewright.stopPreview', () => current?.stop()),
    command('tunewright.exportTune', async (given) => {
      const format = await askFormat(given);
      if (format !== undefined) (current ?? open()).order({ type: 'export', format });
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(webviewPanel, value: unknown) {
        const panel = adopt(webviewPanel);
        const active = vscode.window.activeTextEditor?.document;
        const place = isAbc(active) ? null : await rememberedPlace(value, log);
        const document = place?.document ?? abcDocument();
        if (document) panel.follow(document, place?.offset);
      },
    }),
    { dispose: () => current?.dispose() },
  );
}

/** The ABC document the user is in, or else one that is to be seen. */
function abcDocument(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors;
  return editors.map(({ document }) => document).find(isAbc);
}
