import * as vscode from 'vscode';
import { logFailure, type Log } from '../log.ts';
import { type IndexedTune, matches, tunesOfText } from './index-of.ts';

const FILES = '**/*.{abc,abh,ABC,ABH}';
/** Beyond what the user's own `files.exclude` leaves out. */
const EXCLUDE = '**/{node_modules,bower_components,.git,.hg,.svn,.vscode-test}/**';
/** Nobody reads more of a list. */
const MOST_FILES = 5000;
const MOST_TUNES = 2000;
/** Bytes; a larger file is no tunebook. */
const LARGEST = 50_000_000;

/** Registers the search for tunes of the whole workspace by title. Files are read once, then when they change. */
export function registerWorkspaceSymbols(log: Log): vscode.Disposable {
  const known = new Map<string, readonly IndexedTune[]>();
  const forget = (uri: vscode.Uri): void => {
    known.delete(uri.toString());
  };
  const watcher = vscode.workspace.createFileSystemWatcher(FILES, true);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(forget),
    watcher.onDidDelete(forget),
    vscode.languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query, token) => {
        try {
          return await symbolsFor(query, known, token, log);
        } catch (error) {
          logFailure(log, 'The search for tunes failed', error);
          return [];
        }
      },
    }),
  );
}

async function symbolsFor(
  query: string,
  known: Map<string, readonly IndexedTune[]>,
  token: vscode.CancellationToken,
  log: Log,
): Promise<vscode.SymbolInformation[]> {
  const found: vscode.SymbolInformation[] = [];
  const uris = await vscode.workspace.findFiles(FILES, EXCLUDE, MOST_FILES, token);
  for (const uri of uris) {
    if (token.isCancellationRequested || found.length >= MOST_TUNES) break;
    const tunes = known.get(uri.toString()) ?? (await readTunes(uri, log));
    known.set(uri.toString(), tunes);
    found.push(...tunes.filter(({ name }) => matches(name, query)).map((tune) => symbolOf(uri, tune)));
  }
  return found.slice(0, MOST_TUNES);
}

function symbolOf(uri: vscode.Uri, { name, detail, line }: IndexedTune): vscode.SymbolInformation {
  const location = new vscode.Location(uri, new vscode.Position(line, 0));
  return new vscode.SymbolInformation(name, vscode.SymbolKind.File, detail, location);
}

/** The tunes of a file as it was saved; none where it cannot be read. */
async function readTunes(uri: vscode.Uri, log: Log): Promise<readonly IndexedTune[]> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST) return [];
    return tunesOfText(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    logFailure(log, `${vscode.workspace.asRelativePath(uri)} could not be searched for tunes`, error);
    return [];
  }
}
