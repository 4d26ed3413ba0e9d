import * as vscode from 'vscode';
import { tunesOf } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { headingOf } from '../heading.ts';
import { ABC } from '../settings.ts';

/** Registers the outline: the tunes of a file by number and title. */
export function registerOutline(books: Books): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    ABC,
    { provideDocumentSymbols: (document) => symbolsOf(document, books) },
    { label: 'Tunes' },
  );
}

function symbolsOf(document: vscode.TextDocument, books: Books): vscode.DocumentSymbol[] {
  return tunesOf(books.of(document)).map(({ start, text }) => {
    const { name, detail, from, to } = headingOf(text);
    const at = (offset: number): vscode.Position => document.positionAt(start + offset);
    return new vscode.DocumentSymbol(
      name,
      detail,
      vscode.SymbolKind.File,
      new vscode.Range(at(0), at(text.trimEnd().length)),
      new vscode.Range(at(from), at(to)),
    );
  });
}
