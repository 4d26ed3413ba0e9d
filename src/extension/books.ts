import * as vscode from 'vscode';
import { editBook, readBook, type Book } from '../abc/book.ts';
import { isAbc } from './documents.ts';

/** The tunes of documents, kept up with edits so that only what changed is read again. */
export interface Books {
  /** The book of a document as it is now; read as a whole the first time only. */
  of(document: vscode.TextDocument): Book;
  dispose(): void;
}

export function createBooks(): Books {
  const books = new Map<vscode.TextDocument, { readonly version: number; readonly book: Book }>();
  const keepUp = (event: vscode.TextDocumentChangeEvent): void => {
    const { document, contentChanges } = event;
    const known = books.get(document);
    if (known === undefined) return;
    let { book } = known;
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      book = editBook(book, { start: rangeOffset, end: rangeOffset + rangeLength, text });
    }
    books.set(document, { version: document.version, book });
  };
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (isAbc(event.document)) keepUp(event);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      books.delete(document);
    }),
  );
  return {
    of: (document) => {
      const known = books.get(document);
      if (known?.version === document.version) return known.book;
      const book = readBook(document.getText());
      books.set(document, { version: document.version, book });
      return book;
    },
    dispose: () => {
      listeners.dispose();
      books.clear();
    },
  };
}
