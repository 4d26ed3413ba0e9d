import * as vscode from 'vscode';
import { renumberTunes, type SortKey, sortTunes, tuneAlone } from '../../abc/editing/file.ts';
import { changeText } from '../changes.ts';
import { newAbcEditor } from '../documents.ts';
import { editorForTunes, rangeOf, say, selectedTunes, type TransformWorld } from './rewrite.ts';

/** Numbers the tunes of the file 1, 2, 3 … */
export async function renumber({ books }: TransformWorld): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const { document } = editor;
  const edits = renumberTunes(books.of(document));
  if (edits.length === 0) {
    say('The tunes of this file are numbered 1, 2, 3 … already.');
    return;
  }
  await changeText(editor, (changes) => {
    for (const { start, end, text } of edits) changes.replace(rangeOf(document, start, end), text);
  });
}

const SORT_KEYS: readonly { readonly label: string; readonly by: SortKey }[] = [
  { label: 'By title', by: 'title' },
  { label: 'By number', by: 'number' },
  { label: 'By rhythm', by: 'rhythm' },
  { label: 'By key', by: 'key' },
];

/** Asks what to sort by, unless it is given, and sorts the tunes of the file. */
export async function sort({ books }: TransformWorld, given?: unknown): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const chosen =
    SORT_KEYS.find(({ by }) => by === given) ??
    (await vscode.window.showQuickPick(SORT_KEYS, { title: 'Sort Tunes' }));
  if (chosen === undefined) return;
  const { document } = editor;
  const edit = sortTunes(books.of(document), chosen.by);
  if (edit === null) say('The tunes of this file are in this order already.');
  else {
    await changeText(editor, (changes) => {
      changes.replace(rangeOf(document, edit.start, edit.end), edit.text);
    });
  }
}

/** Opens the tune at the cursor as a new file, with the file header that it stands under. */
export async function extract({ books }: TransformWorld): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const [tune] = selectedTunes(editor, books);
  if (tune === undefined) return;
  const content = tuneAlone(books.of(editor.document), tune);
  await newAbcEditor(content);
}

/** Asks how lines are to end, unless it is given, and makes all of the file's end so. */
export async function convertLineEnds(_: TransformWorld, given?: unknown): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const choices = [
    { label: 'LF', description: 'Linux, macOS', ends: vscode.EndOfLine.LF },
    { label: 'CRLF', description: 'Windows', ends: vscode.EndOfLine.CRLF },
  ];
  const chosen =
    choices.find(({ label }) => label === given) ??
    (await vscode.window.showQuickPick(choices, { title: 'Convert Line Ends' }));
  if (chosen === undefined) return;
  await editor.edit((builder) => {
    builder.setEndOfLine(chosen.ends);
  });
}
