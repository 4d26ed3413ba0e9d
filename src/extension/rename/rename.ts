import * as vscode from 'vscode';
import { sectionIndexAt } from '../../abc/book.ts';
import { nameAt, type NameInBook, obstacleTo, renameTo } from '../../abc/renaming.ts';
import type { Books } from '../books.ts';
import { ABC } from '../settings.ts';

/** Registers the renaming of voices and of the symbols that U: defines. What it throws, the editor shows. */
export function registerRename({ books }: { readonly books: Books }): vscode.Disposable {
  return vscode.languages.registerRenameProvider(ABC, {
    prepareRename: (document, position) => {
      const { name, start, end } = nameOrError(books, document, position);
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return { range, placeholder: name };
    },
    provideRenameEdits: (document, position, newName) => {
      const name = nameOrError(books, document, position);
      const edits = renameTo(books.of(document), name, newName);
      if (typeof edits === 'string') throw new Error(edits);
      const change = new vscode.WorkspaceEdit();
      for (const { start, end, text } of edits) {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        change.replace(document.uri, range, text);
      }
      return change;
    },
  });
}

function nameOrError(books: Books, document: vscode.TextDocument, position: vscode.Position): NameInBook {
  const book = books.of(document);
  const offset = document.offsetAt(position);
  const name = nameAt(book, sectionIndexAt(book, offset), offset);
  const obstacle = obstacleTo(book, name);
  if (name === null || obstacle !== null) throw new Error(obstacle ?? '');
  return name;
}
