import * as vscode from 'vscode';
import { withSignal } from '../cancellation.ts';
import { guardedAsync } from '../guard.ts';
import { ABC } from '../settings.ts';
import { alternativesFor, notePlace } from './place.ts';
import type { SurpriseView, SurpriseWorld } from './view.ts';
import { percent } from './wording.ts';

const KIND = vscode.CodeActionKind.RefactorRewrite.append('note');

/**
 * Registers the way to alternatives without a mouse: actions that put one in the place of the note at the cursor.
 * They come when asked for, so that no light bulb follows the cursor from note to note.
 */
export function registerSurpriseActions(
  view: SurpriseView,
  { composer, log }: SurpriseWorld,
): vscode.Disposable {
  const provideCodeActions = guardedAsync(
    log,
    'The alternatives to a note could not be told',
    async (
      document: vscode.TextDocument,
      { start }: vscode.Range,
      { triggerKind }: vscode.CodeActionContext,
      token: vscode.CancellationToken,
    ) => {
      if (triggerKind !== vscode.CodeActionTriggerKind.Invoke) return [];
      const place = notePlace(view, document, start);
      if (place === undefined) return [];
      const { alternatives } = await withSignal(token, (signal) => alternativesFor(composer, place, signal));
      const written = document.getText(place.range);
      return alternatives.map(({ text, probability }) => {
        const title = `Replace ${written} by ${text} (${percent(probability)})`;
        const action = new vscode.CodeAction(title, KIND);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, place.range, text);
        return action;
      });
    },
  );
  return vscode.languages.registerCodeActionsProvider(
    ABC,
    { provideCodeActions },
    { providedCodeActionKinds: [KIND] },
  );
}
