import * as vscode from 'vscode';
import { sectionIndexAt } from '../../abc/book.ts';
import { partnersAt } from '../../abc/partners.ts';
import { nameAt, obstacleTo, placesNearby } from '../../abc/renaming.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { sectionAt, type SectionPlace } from '../place.ts';
import { ABC } from '../settings.ts';

interface HighlightWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Registers what lights up with the cursor: all places of a voice or symbol, both ends of a repeat, slur or chord. */
export function registerHighlight({ books, log }: HighlightWorld): vscode.Disposable {
  const provideDocumentHighlights = guarded(
    log,
    'The highlights failed',
    (document: vscode.TextDocument, position: vscode.Position) => {
      const place = sectionAt(books, document, position);
      if (place === undefined) return undefined;
      const found = placesOfName(books, document, position) ?? partnersIn(place);
      return found.length === 0 ? undefined : found;
    },
  );
  return vscode.languages.registerDocumentHighlightProvider(ABC, { provideDocumentHighlights });
}

/** The places of a voice, or of a symbol that U: defines. */
function placesOfName(
  books: Books,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.DocumentHighlight[] | undefined {
  const book = books.of(document);
  const offset = document.offsetAt(position);
  const name = nameAt(book, sectionIndexAt(book, offset), offset);
  if (name === null || obstacleTo(book, name) !== null) return undefined;
  const { Write, Read } = vscode.DocumentHighlightKind;
  return placesNearby(book, name).map(({ start, end, defines }) => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return new vscode.DocumentHighlight(range, defines ? Write : Read);
  });
}

function partnersIn(place: SectionPlace): vscode.DocumentHighlight[] {
  if (place.section.kind !== 'tune') return [];
  const partners = partnersAt(place.section.text, place.offset);
  return partners.map((range) => new vscode.DocumentHighlight(place.rangeOf(range)));
}
