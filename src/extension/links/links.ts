import * as vscode from 'vscode';
import type { Section } from '../../abc/book.ts';
import { type FileLink, includesOf } from '../../abc/links.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { ABC } from '../settings.ts';

interface LinksWorld {
  readonly books: Books;
  readonly log: Log;
}

/**
 * Registers links from `abc-include` to the file that it names. Addresses of the web are links in any document: the
 * editor itself sees to them.
 */
export function registerLinks({ books, log }: LinksWorld): vscode.Disposable {
  /** Sections stay the same objects while their text does. */
  const known = new WeakMap<Section, readonly FileLink[]>();
  const linksOf = (section: Section): readonly FileLink[] => {
    const found = known.get(section) ?? includesOf(section.text);
    known.set(section, found);
    return found;
  };
  const provideDocumentLinks = guarded(log, 'The links failed', (document: vscode.TextDocument) => {
    // A document that was never saved is in no folder that a name could start from.
    if (document.isUntitled) return [];
    const { sections, starts } = books.of(document);
    return sections.flatMap((section, index) =>
      linksOf(section).map((link) => linkTo(document, starts[index] ?? 0, link)),
    );
  });
  return vscode.languages.registerDocumentLinkProvider(ABC, { provideDocumentLinks });
}

function linkTo(document: vscode.TextDocument, offset: number, link: FileLink): vscode.DocumentLink {
  const range = new vscode.Range(
    document.positionAt(offset + link.start),
    document.positionAt(offset + link.end),
  );
  return new vscode.DocumentLink(range, fileUri(document.uri, link.file));
}

/** A file by its name, from the document's folder unless the name says the whole way. */
function fileUri(document: vscode.Uri, file: string): vscode.Uri {
  const root = file.startsWith('/') ? document.with({ path: '/' }) : vscode.Uri.joinPath(document, '..');
  return vscode.Uri.joinPath(root, file);
}
