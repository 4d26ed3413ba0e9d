import * as v from 'valibot';
import * as vscode from 'vscode';

/** The command behind a link that puts a note in the place of another. It is in no menu. */
export const REPLACE = 'tunewright.replaceNote';

const replacement = v.object({
  uri: v.string(),
  /** Of the document that the link was made for. */
  version: v.number(),
  start: v.number(),
  end: v.number(),
  text: v.string(),
});
type Replacement = v.InferOutput<typeof replacement>;

/** The target of a link that puts `text` in the place of a range of the document as it is now. */
export function replacementLink(
  { uri, version }: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): string {
  const argument: Replacement = { uri: uri.toString(), version, start, end, text };
  return `command:${REPLACE}?${encodeURIComponent(JSON.stringify([argument]))}`;
}

/** Registers the command. One undo takes a replacement back. */
export function registerReplace(): vscode.Disposable {
  return vscode.commands.registerCommand(REPLACE, async (argument: unknown) => {
    const parsed = v.safeParse(replacement, argument);
    if (!parsed.success) return;
    const { uri, version, start, end, text } = parsed.output;
    const document = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
    if (document?.version !== version) {
      tell('the tune has changed since; point at the note again');
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    if (!(await vscode.workspace.applyEdit(edit))) tell('the note could not be replaced');
  });
}

function tell(what: string): void {
  vscode.window.setStatusBarMessage(`Tunewright: ${what}`, 5000);
}
