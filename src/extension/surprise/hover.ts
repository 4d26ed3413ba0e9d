import * as vscode from 'vscode';
import { withSignal } from '../cancellation.ts';
import { guardedAsync } from '../guard.ts';
import { ABC } from '../settings.ts';
import { alternativesFor, notePlace } from './place.ts';
import { REPLACE, replacementLink } from './replace.ts';
import type { SurpriseView, SurpriseWorld } from './view.ts';
import { alternativesText, surpriseLine } from './wording.ts';

/** Registers the hover of the view: how surprising a note is, and what would be likelier. */
export function registerSurpriseHover(
  view: SurpriseView,
  { composer, log }: SurpriseWorld,
): vscode.Disposable {
  const provideHover = guardedAsync(
    log,
    'The alternatives to a note could not be told',
    async (document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken) => {
      const place = notePlace(view, document, position);
      if (place === undefined) return undefined;
      const { note, range } = place;
      const linkTo = (text: string): string => replacementLink(document, note, text);
      const found = await withSignal(token, (signal) => alternativesFor(composer, place, signal));
      const content = new vscode.MarkdownString(
        `${surpriseLine(note.bits)}\n\n${alternativesText(found, note.bits, linkTo)}`,
      );
      content.isTrusted = { enabledCommands: [REPLACE] };
      return new vscode.Hover(content, range);
    },
  );
  return vscode.languages.registerHoverProvider(ABC, { provideHover });
}
