import * as vscode from 'vscode';
import { tuneAt, tunesOf } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { isAbc } from '../documents.ts';
import { headingOf } from '../heading.ts';

interface TuneItem extends vscode.QuickPickItem {
  readonly position: vscode.Position;
}

/** Asks for a tune of the file by number or title, and goes there; shows each tune on the way. */
export async function goToTune(books: Books): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!isAbc(editor?.document)) {
    void vscode.window.showInformationMessage('Open an .abc file to go to one of its tunes.');
    return;
  }
  const [before] = editor.visibleRanges;
  const items = itemsOf(books, editor);
  if (items.length === 0) {
    void vscode.window.showInformationMessage('This file has no tunes yet: a tune begins with X:.');
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Go to Tune',
    placeHolder: 'Number or title',
    matchOnDescription: true,
    onDidSelectItem: (item: TuneItem) => {
      show(editor, item.position);
    },
  });
  if (chosen !== undefined) {
    editor.selection = new vscode.Selection(chosen.position, chosen.position);
    show(editor, chosen.position);
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  } else if (before !== undefined) editor.revealRange(before, vscode.TextEditorRevealType.AtTop);
}

function show(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.AtTop);
}

/** The tunes of a file, that of the cursor first where there is one: it is what the list starts on. */
function itemsOf(books: Books, { document, selection }: vscode.TextEditor): TuneItem[] {
  const book = books.of(document);
  const here = tuneAt(book, document.offsetAt(selection.active))?.start;
  const tunes = tunesOf(book);
  const current = tunes.filter(({ start }) => start === here);
  const others = tunes.filter(({ start }) => start !== here);
  return [...current, ...others].map(({ start, text }) => {
    const { name, detail } = headingOf(text);
    return { label: name, description: detail, position: document.positionAt(start) };
  });
}
