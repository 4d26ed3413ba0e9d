import * as vscode from 'vscode';

const EXTENSION = 'tunewright.tunewright';

/** The extension as installed from its package. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(EXTENSION);
  if (!found) throw new Error(`${EXTENSION} is not installed.`);
  return found;
}

/** Where a file of the workspace is. */
export function inWorkspace(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a new document in an editor, its cursor where the text has a "‸". */
export async function edit(marked: string, language = 'abc'): Promise<vscode.TextEditor> {
  const offset = marked.indexOf('‸');
  const document = await vscode.workspace.openTextDocument({ language, content: marked.replace('‸', '') });
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}
