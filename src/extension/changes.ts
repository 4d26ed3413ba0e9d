import * as vscode from 'vscode';

/** What a change of a text is written with; places are those of the text as it was. */
export interface Changes {
  insert(position: vscode.Position, text: string): void;
  replace(range: vscode.Range, text: string): void;
}

/**
 * Changes the text of an editor as one edit, which one undo takes back, also where another tab has come before it
 * meanwhile. Says so, and returns false, where the text cannot be changed.
 */
export async function changeText(
  editor: vscode.TextEditor,
  write: (changes: Changes) => void,
): Promise<boolean> {
  const { document } = editor;
  const { version } = document;
  const editors = vscode.window.visibleTextEditors.filter((visible) => visible.document === document);
  const shown = editors.includes(editor) ? editor : editors[0];
  const edited = shown !== undefined && (await editShown(shown, write));
  if (!edited && document.version === version && isChangeable(document)) await changeHidden(document, write);
  // The editor calls an edit of a read-only text done.
  const done = document.version !== version;
  if (!done) void vscode.window.showWarningMessage('Nothing was changed: the text is read-only or closed.');
  return done;
}

/** Whether a document is one that its user writes; those of version control and the like are not. */
export function isChangeable({ uri, isUntitled, isClosed }: vscode.TextDocument): boolean {
  return !isClosed && (isUntitled || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true);
}

/** False where the editor's tab was hidden or closed on the way. */
async function editShown(editor: vscode.TextEditor, write: (changes: Changes) => void): Promise<boolean> {
  try {
    return await editor.edit(write);
  } catch {
    return false;
  }
}

async function changeHidden({ uri }: vscode.TextDocument, write: (changes: Changes) => void): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  write({
    insert: (position, text) => {
      edit.insert(uri, position, text);
    },
    replace: (range, text) => {
      edit.replace(uri, range, text);
    },
  });
  await vscode.workspace.applyEdit(edit);
}
