import * as vscode from 'vscode';
import { type Section, tunesOf } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { guardedAsync } from '../guard.ts';
import type { Log } from '../log.ts';
import { ABC } from '../settings.ts';
import { inSlices } from '../slicing.ts';
import { type Entry, tuneEntry } from './entries.ts';

interface OutlineWorld {
  readonly books: Books;
  readonly log: Log;
}

const KINDS: Readonly<Record<Entry['kind'], vscode.SymbolKind>> = {
  tune: vscode.SymbolKind.File,
  part: vscode.SymbolKind.Namespace,
  voice: vscode.SymbolKind.Interface,
};

/** Registers the outline, which breadcrumbs and sticky scroll follow: tunes with their parts and voices. */
export function registerOutline({ books, log }: OutlineWorld): vscode.Disposable {
  /** Sections stay the same objects while their text does, so that an edit costs one tune. */
  const known = new WeakMap<Section, Entry>();
  const entryOf = (section: Section): Entry => {
    const found = known.get(section) ?? tuneEntry(section);
    known.set(section, found);
    return found;
  };
  const provideDocumentSymbols = guardedAsync(
    log,
    'The outline failed',
    (document: vscode.TextDocument, token: vscode.CancellationToken) =>
      inSlices(
        tunesOf(books.of(document)),
        ({ start, section }) => symbolOf(document, start, entryOf(section)),
        () => token.isCancellationRequested,
      ),
  );
  return vscode.languages.registerDocumentSymbolProvider(ABC, { provideDocumentSymbols }, { label: 'Tunes' });
}

function symbolOf(document: vscode.TextDocument, tuneStart: number, entry: Entry): vscode.DocumentSymbol {
  const range = (from: number, to: number): vscode.Range =>
    new vscode.Range(document.positionAt(tuneStart + from), document.positionAt(tuneStart + to));
  const symbol = new vscode.DocumentSymbol(
    entry.name,
    entry.detail,
    KINDS[entry.kind],
    range(entry.start, entry.end),
    range(entry.fieldStart, entry.fieldEnd),
  );
  symbol.children = entry.children.map((child) => symbolOf(document, tuneStart, child));
  return symbol;
}
