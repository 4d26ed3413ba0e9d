import * as vscode from 'vscode';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { sectionAt } from '../place.ts';
import { ABC } from '../settings.ts';
import { explainAt } from './explain.ts';
import { asMarkdown } from './markdown.ts';
import { passageOf } from './passage.ts';

interface HoverWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Registers hovers: what a decoration, field, directive, note length or bar is. */
export function registerHover({ books, log }: HoverWorld): vscode.Disposable {
  const provideHover = guarded(
    log,
    'The hover failed',
    (document: vscode.TextDocument, position: vscode.Position) => hoverAt(books, document, position),
  );
  return vscode.languages.registerHoverProvider(ABC, { provideHover });
}

function hoverAt(
  books: Books,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const place = sectionAt(books, document, position);
  if (place === undefined) return undefined;
  const passage = passageOf(place.section.text, place.section.kind === 'tune', place.fileHeader);
  const found = explainAt(passage, place.offset);
  if (found === null) return undefined;
  const title = `**${asMarkdown(found.title)}**`;
  const content = found.text === '' ? title : `${title}\n\n${asMarkdown(found.text)}`;
  return new vscode.Hover(new vscode.MarkdownString(content), place.rangeOf(found));
}
