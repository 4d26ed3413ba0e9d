import * as vscode from 'vscode';
import { parsePlace } from '../webview/messages.ts';
import type { Trouble } from '../webview/messages-common.ts';
import { isAbc } from './documents.ts';
import type { Log } from './log.ts';
import type { PageParts } from './webview-policy.ts';

/**
 * Lets a panel load the extension's own pages and sounds, gives it the icon of a score, and says where the parts of
 * the page called `name` are.
 */
export function dress(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, name: string): PageParts {
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const built = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const { webview } = panel;
  const address = (folder: vscode.Uri, file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [built, media] };
  panel.iconPath = {
    light: vscode.Uri.joinPath(media, 'preview-light.svg'),
    dark: vscode.Uri.joinPath(media, 'preview-dark.svg'),
  };
  return {
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID(),
    script: address(built, `${name}.js`),
    style: address(built, `${name}.css`),
    sounds: `${address(media, 'sounds')}/`,
  };
}

/** Writes trouble that a page reports to the log; `name` says which page. */
export function logTrouble(log: Log, name: string, trouble: Trouble): void {
  if (trouble.type === 'failure') log.error(`${name}: ${trouble.message}`);
  else log.error(`${name}: ${trouble.directive} forbids ${trouble.blocked} (${trouble.where}).`);
}

/** The ABC document that a page showed before the window was reloaded, and where in it; null if it is gone. */
export async function rememberedPlace(
  state: unknown,
  log: Log,
): Promise<{ readonly document: vscode.TextDocument; readonly offset: number } | null> {
  const place = parsePlace(state);
  if (place === null) return null;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
    return isAbc(document) ? { document, offset: place.offset } : null;
  } catch {
    log.info(`${place.uri}, which was shown before the window was reloaded, is no longer there.`);
    return null;
  }
}
