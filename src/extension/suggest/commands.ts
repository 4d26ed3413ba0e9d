import * as vscode from 'vscode';
import { abcEditor, tuneAtPosition } from '../documents.ts';
import { withSignal } from '../cancellation.ts';
import { changeText } from '../changes.ts';
import { showFailure } from '../log.ts';
import { suggestSettings } from '../settings.ts';
import { firstBar } from './bar.ts';
import { isEndOfLine, seedFor } from './habits.ts';
import type { SuggestionProvider, SuggestWorld } from './provider.ts';

const TRIGGER = 'editor.action.inlineSuggest.trigger';
const HIDE = 'editor.action.inlineSuggest.hide';

/** Shows ghost text now, several to cycle through; asked again at the same place, it shows others. */
export function registerContinueTune(provider: SuggestionProvider): vscode.Disposable {
  let asked: { readonly uri: string; readonly version: number; readonly place: vscode.Position } | undefined;
  return vscode.commands.registerCommand('tunewright.continueTune', async () => {
    const editor = await abcEditor();
    if (editor === undefined) return;
    const { document, selection } = editor;
    const place = selection.active;
    if (!isEndOfLine(document.lineAt(place.line).text, place.character)) {
      tell('put the cursor at the end of a line to continue the tune');
      return;
    }
    const now = { uri: document.uri.toString(), version: document.version, place };
    const again = asked?.uri === now.uri && asked.version === now.version && asked.place.isEqual(place);
    asked = now;
    if (again) {
      provider.another();
      await vscode.commands.executeCommand(HIDE);
    }
    await vscode.commands.executeCommand(TRIGGER);
  });
}

/** Accepts the ghost text up to the next bar line and shows the rest. */
export function registerAcceptBar(provider: SuggestionProvider): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.acceptBar', async () => {
    const editor = await abcEditor();
    if (editor === undefined) return;
    const { document } = editor;
    const place = editor.selection.active;
    const text = await shownText(editor, provider);
    if (text === undefined) return;
    const line = document.lineAt(place.line).text.slice(0, place.character);
    await insert(editor, place, firstBar(line, text));
    provider.goOn();
    await vscode.commands.executeCommand(TRIGGER);
  });
}

/**
 * The ghost text at the cursor. The editor does not tell which of several candidates it shows, so it is made to
 * accept that one, which is read and taken back.
 */
async function shownText(
  editor: vscode.TextEditor,
  provider: SuggestionProvider,
): Promise<string | undefined> {
  const { document } = editor;
  const place = editor.selection.active;
  const offered = provider.offeredAt(document, place);
  if (offered.length <= 1) return offered[0];
  const accepted = await insertedBy(document, place, () =>
    vscode.commands.executeCommand('editor.action.inlineSuggest.commit'),
  );
  if (accepted !== undefined) await vscode.commands.executeCommand('undo');
  return accepted;
}

/** What some work inserts at a place, lines parted by `\n`; undefined where it inserts nothing there. */
async function insertedBy(
  document: vscode.TextDocument,
  place: vscode.Position,
  work: () => Thenable<unknown>,
): Promise<string | undefined> {
  let inserted: string | undefined;
  const listener = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document !== document) return;
    const change = event.contentChanges.find(({ range }) => range.start.isEqual(place));
    inserted ??= change?.text.replaceAll('\r\n', '\n');
  });
  try {
    await work();
    return inserted;
  } finally {
    listener.dispose();
  }
}

/** Inserts the continuation to the end of the tune, as one edit. */
export function registerContinueToEnd({ composer, log }: SuggestWorld): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.continueToEnd', async () => {
    const editor = await abcEditor();
    if (editor === undefined) return;
    const { document } = editor;
    const { version } = document;
    const place = editor.selection.active;
    const { before, after, fileHeader } = tuneAtPosition(document, place);
    const { temperature, topP, constrained } = suggestSettings(document);
    const request = {
      text: before + after,
      offset: before.length,
      fileHeader,
      length: { kind: 'end' as const },
      candidates: 1,
      temperature,
      topP,
      seed: seedFor(before, version),
      constrained,
    };
    const title = 'Continuing to the end';
    const options = { location: vscode.ProgressLocation.Window, title, cancellable: false };
    try {
      const answer = await vscode.window.withProgress(options, (_, token) =>
        withSignal(token, (signal) => composer.continueTune(request, signal)),
      );
      if (document.version !== version) {
        tell('the text changed meanwhile, so nothing was inserted');
        return;
      }
      const text = answer.kind === 'continued' ? answer.candidates[0]?.text : undefined;
      if (text !== undefined) await insert(editor, place, text);
      else
        void vscode.window.showInformationMessage(
          `Tunewright: ${answer.kind === 'nothing' ? answer.reason : 'the tune is at its end.'}`,
        );
    } catch (error) {
      showFailure(log, 'The tune could not be continued to its end', error);
    }
  });
}

/** One undoable edit, with the cursor behind it. */
async function insert(editor: vscode.TextEditor, place: vscode.Position, text: string): Promise<void> {
  const done = await changeText(editor, (changes) => {
    changes.insert(place, text);
  });
  if (done) editor.revealRange(new vscode.Range(editor.selection.active, editor.selection.active));
}

function tell(what: string): void {
  vscode.window.setStatusBarMessage(`Tunewright: ${what}`, 5000);
}
