import * as vscode from 'vscode';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { goToTune } from './goto.ts';
import { registerWorkspaceSymbols } from './workspace.ts';

interface SymbolsWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Registers ways to a tune by its number or title: "Go to Tune…", and the search of the workspace. */
export function registerSymbols({ books, log }: SymbolsWorld): vscode.Disposable {
  const go = guarded(log, 'The tunes could not be listed', () => goToTune(books));
  return vscode.Disposable.from(
    vscode.commands.registerCommand('tunewright.goToTune', go),
    registerWorkspaceSymbols(books, log),
  );
}
