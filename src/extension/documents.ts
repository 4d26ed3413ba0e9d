import * as vscode from 'vscode';
import { excerptAt, type Excerpt } from './excerpt.ts';

/** Whether a document is in ABC notation. */
export function isAbc(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.languageId === 'abc';
}

/** The tune around a position, without joining the whole document. */
export function tuneAtPosition(document: vscode.TextDocument, position: vscode.Position): Excerpt {
  const lines = { lineCount: document.lineCount, lineAt: (line: number) => document.lineAt(line).text };
  return excerptAt(lines, position.line, position.character);
}

/**
 * The editor that a command is for. While a page has the focus, the preview say, that is the one ABC text to be
 * seen, which then gets the focus. Says what to do where there is none.
 */
export async function abcEditor(): Promise<vscode.TextEditor | undefined> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (isAbc(activeTextEditor?.document)) return activeTextEditor;
  const [visible, ...others] = visibleTextEditors.filter(({ document }) => isAbc(document));
  if (activeTextEditor === undefined && visible !== undefined && others.length === 0) {
    return vscode.window.showTextDocument(visible.document, visible.viewColumn);
  }
  void vscode.window.showInformationMessage(
    'Open an .abc file and put the cursor where the tune is to go on.',
  );
  return undefined;
}

/** Opens a new document in ABC notation, which has no file yet. */
export async function newAbcEditor(content = ''): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'abc', content }),
  );
}
