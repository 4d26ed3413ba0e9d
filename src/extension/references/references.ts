import * as vscode from 'vscode';
import { type Book, sectionIndexAt } from '../../abc/book.ts';
import { nameAt, type NameInBook, placesNearby, placesOf } from '../../abc/renaming.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { ABC } from '../settings.ts';

interface ReferencesWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Registers the way from a voice or a symbol of U: to where it is defined, and to all places that it stands at. */
export function registerReferences({ books, log }: ReferencesWorld): vscode.Disposable {
  const found = (
    document: vscode.TextDocument,
    position: vscode.Position,
    placesFor: (book: Book, name: NameInBook) => NameInBook[],
  ): vscode.Location[] => {
    const book = books.of(document);
    const offset = document.offsetAt(position);
    const name = nameAt(book, sectionIndexAt(book, offset), offset);
    return name === null ? [] : placesFor(book, name).map((place) => locationOf(document, place));
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(ABC, {
      provideDefinition: guarded(
        log,
        'The definition was not found',
        (document: vscode.TextDocument, position: vscode.Position) =>
          found(document, position, definitionsOf),
      ),
    }),
    vscode.languages.registerReferenceProvider(ABC, {
      provideReferences: guarded(
        log,
        'The places of a name were not found',
        (
          document: vscode.TextDocument,
          position: vscode.Position,
          { includeDeclaration }: vscode.ReferenceContext,
        ) =>
          found(document, position, (book, name) =>
            placesOf(book, name).filter(({ defines }) => includeDeclaration || !defines),
          ),
      ),
    }),
  );
}

/** The V: or U: that say what a name means; the first place of a voice where no header does. */
function definitionsOf(book: Book, name: NameInBook): NameInBook[] {
  const places = placesNearby(book, name);
  const defining = places.filter(({ defines }) => defines);
  return defining.length > 0 || name.kind === 'symbol' ? defining : places.slice(0, 1);
}

function locationOf(document: vscode.TextDocument, { start, end }: NameInBook): vscode.Location {
  return new vscode.Location(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(end)),
  );
}
