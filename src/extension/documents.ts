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

/** The editor that a command is for; says what to do where there is none. */
export function abcEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (isAbc(editor?.document)) return editor;
  void vscode.window.showInformationMessage(
    'Open an .abc file and put the cursor where the tune is to go on.',
  );
  return undefined;
}
