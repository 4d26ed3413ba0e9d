import * as vscode from 'vscode';
import type { Books } from '../books.ts';
import { guardedAsync } from '../guard.ts';
import type { Log } from '../log.ts';
import { fit, type IndexedTune, parseQuery, type Query } from './index-of.ts';
import { createTuneIndex, type TuneIndex } from './tune-index.ts';

const FILES = '**/*.{abc,abh,ABC,ABH}';
/** Beyond what the user's own `files.exclude` leaves out. */
const EXCLUDE = '**/{node_modules,bower_components,.git,.hg,.svn,.vscode-test}/**';
/** Nobody reads more of a list. */
const MOST_FILES = 5000;
const MOST_TUNES = 2000;
/** Files that are read at a time. */
const READERS = 16;

/** Registers the search for tunes by title, number, rhythm or key: in the whole workspace, unsaved edits included. */
export function registerWorkspaceSymbols(books: Books, log: Log): vscode.Disposable {
  const index = createTuneIndex(books, log);
  const forget = (uri: vscode.Uri): void => {
    index.forget(uri);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(FILES, true);
  const search = guardedAsync(
    log,
    'The search for tunes failed',
    (query: string, token: vscode.CancellationToken) => symbolsFor(parseQuery(query), index, token),
  );
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(forget),
    watcher.onDidDelete(forget),
    vscode.languages.registerWorkspaceSymbolProvider({ provideWorkspaceSymbols: search }),
  );
}

async function symbolsFor(
  query: Query,
  index: TuneIndex,
  token: vscode.CancellationToken,
): Promise<vscode.SymbolInformation[]> {
  const found: Found = { asWritten: [], byLetters: [] };
  const open = index.documents();
  for (const document of open) {
    if (token.isCancellationRequested) return [];
    gather(found, query, document.uri, await index.ofDocument(document));
  }
  const opened = new Set(open.map(({ uri }) => uri.toString()));
  const uris = await vscode.workspace.findFiles(FILES, EXCLUDE, MOST_FILES, token);
  const files = uris.filter((uri) => !opened.has(uri.toString()));
  for (let at = 0; at < files.length && found.asWritten.length < MOST_TUNES; at += READERS) {
    if (token.isCancellationRequested) return [];
    const some = files.slice(at, at + READERS);
    const tunes = await Promise.all(some.map((uri) => index.ofFile(uri)));
    some.forEach((uri, i) => gather(found, query, uri, tunes[i] ?? []));
  }
  return [...found.asWritten, ...found.byLetters].slice(0, MOST_TUNES);
}

/** What a search has found so far; what it finds as it is written comes first. */
interface Found {
  readonly asWritten: vscode.SymbolInformation[];
  readonly byLetters: vscode.SymbolInformation[];
}

function gather(found: Found, query: Query, uri: vscode.Uri, tunes: readonly IndexedTune[]): void {
  for (const tune of tunes) {
    for (const name of tune.names) {
      const how = fit(query, name, tune.detail);
      const list = how === 'as written' ? found.asWritten : found.byLetters;
      if (how !== null && list.length < MOST_TUNES) list.push(symbolOf(uri, name, tune));
    }
  }
}

function symbolOf(uri: vscode.Uri, name: string, { detail, line }: IndexedTune): vscode.SymbolInformation {
  const location = new vscode.Location(uri, new vscode.Position(line, 0));
  return new vscode.SymbolInformation(name, vscode.SymbolKind.File, detail, location);
}
