import * as vscode from 'vscode';
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
