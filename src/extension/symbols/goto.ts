import * as vscode from 'vscode';
import { tuneAt, tunesOf } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { isAbc } from '../documents.ts';
import { labelOf } from './tune-items.ts';

interface TuneItem extends vscode.QuickPickItem {
  readonly range: vscode.Range;
}

/** Asks for a tune of the file by number or title, and goes there; shows each tune on the way. */
export function goToTune(books: Books): void {
  const editor = vscode.window.activeTextEditor;
  if (!isAbc(editor?.document)) {
    void vscode.window.showInformationMessage('Open an .abc file to go to one of its tunes.');
    return;
  }
  const items = itemsOf(books, editor.document);
  if (items.length === 0) {
    void vscode.window.showInformationMessage('This file has no tunes yet: a tune begins with X:.');
    return;
  }
  choose(editor, items, itemAt(books, editor, items));
}

/** Lists tunes, the one at the cursor marked; leaving the list without a choice comes back to where it began. */
function choose(editor: vscode.TextEditor, items: TuneItem[], here: TuneItem | undefined): void {
  const [before] = editor.visibleRanges;
  const shown = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  });
  const list = vscode.window.createQuickPick<TuneItem>();
  list.title = 'Go to Tune';
  list.placeholder = 'Number, title, rhythm or key';
  list.matchOnDescription = true;
  list.items = items;
  if (here !== undefined) list.activeItems = [here];
  let chosen: TuneItem | undefined;
  let moved = false;
  list.onDidChangeActive(([item]) => {
    if (item === undefined) return;
    editor.setDecorations(shown, [item.range]);
    // The list opens on the tune at the cursor: nothing moves before the user does.
    moved ||= item !== here;
    if (moved) reveal(editor, item.range);
  });
  list.onDidAccept(() => {
    [chosen] = list.activeItems;
    list.hide();
  });
  list.onDidHide(() => {
    shown.dispose();
    list.dispose();
    if (chosen !== undefined) void goTo(editor, chosen.range);
    else if (moved && before !== undefined) scrollBack(editor, before);
  });
  list.show();
}

function reveal(editor: vscode.TextEditor, { start }: vscode.Range): void {
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}

/** Brings back what was in view; by its middle, as to reveal its top would leave room for lines that scroll sticks. */
function scrollBack(editor: vscode.TextEditor, { start, end }: vscode.Range): void {
  const middle = new vscode.Position(Math.round((start.line + end.line) / 2), 0);
  editor.revealRange(new vscode.Range(middle, middle), vscode.TextEditorRevealType.InCenter);
}

async function goTo(editor: vscode.TextEditor, tune: vscode.Range): Promise<void> {
  editor.selection = new vscode.Selection(tune.start, tune.start);
  reveal(editor, tune);
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

function itemsOf(books: Books, document: vscode.TextDocument): TuneItem[] {
  return tunesOf(books.of(document)).map(({ start, text }) => {
    const end = start + text.trimEnd().length;
    return {
      ...labelOf(text),
      range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
    };
  });
}

/** The item of the tune at the cursor. */
function itemAt(
  books: Books,
  { document, selection }: vscode.TextEditor,
  items: readonly TuneItem[],
): TuneItem | undefined {
  const tune = tuneAt(books.of(document), document.offsetAt(selection.active));
  const start = tune === null ? undefined : document.positionAt(tune.start);
  return items.find(({ range }) => start?.isEqual(range.start));
}
