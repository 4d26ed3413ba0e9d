import * as vscode from 'vscode';
import { fileHeaderOf, type TextRange, type Tune, tuneAt, tunesOf } from '../../abc/book.ts';
import type { Rewritten } from '../../abc/editing/lengths.ts';
import type { Books } from '../books.ts';
import { changeText } from '../changes.ts';
import { isAbc } from '../documents.ts';
import { lineEdits } from '../line-edits.ts';
import type { Log } from '../log.ts';
import { inSlices } from '../slicing.ts';

export interface TransformWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Writes one tune anew. */
export type Rewrite = (tune: Tune, fileHeader: string) => Rewritten;

/** The editor that a command is for; says what to do where there is none. */
export function editorForTunes(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (isAbc(editor?.document)) return editor;
  say('Open an .abc file and put the cursor in a tune.');
  return undefined;
}

/** The tunes that the selections touch, in order; says so where there is none. */
export function selectedTunes({ document, selections }: vscode.TextEditor, books: Books): Tune[] {
  const book = books.of(document);
  const cursors = selections.flatMap((range) =>
    range.isEmpty ? (tuneAt(book, document.offsetAt(range.active))?.start ?? []) : [],
  );
  const ranges = selections
    .filter((range) => !range.isEmpty)
    .map((range) => ({ from: document.offsetAt(range.start), to: document.offsetAt(range.end) }));
  const tunes = tunesOf(book).filter(
    ({ start, end }) => cursors.includes(start) || ranges.some(({ from, to }) => from < end && to > start),
  );
  if (tunes.length === 0) say('Put the cursor in a tune: it begins with X:.');
  return tunes;
}

/** Rewrites the selected tunes in one edit, which one undo takes back. Tunes that cannot be are left, and named why. */
export async function rewriteTunes(editor: vscode.TextEditor, books: Books, rewrite: Rewrite): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const tunes = selectedTunes(editor, books);
  const fileHeader = fileHeaderOf(books.of(document));
  const results = await withProgress(tunes.length, (token) =>
    inSlices(
      tunes,
      (tune) => rewrite(tune, fileHeader),
      () => token.isCancellationRequested || document.version !== version,
    ),
  );
  if (results === undefined) {
    if (document.version !== version) say('The text changed meanwhile, so nothing was done. Try again.');
    return;
  }
  const edits = tunes.flatMap((tune, index) => {
    const result = results[index];
    if (result?.kind !== 'rewritten') return [];
    return lineEdits(tune.text, result.text).map(({ start, end, text }) => ({
      range: rangeOf(document, tune.start + start, tune.start + end),
      text,
    }));
  });
  if (edits.length > 0) {
    await changeText(editor, (changes) => {
      for (const { range, text } of edits) changes.replace(range, text);
    });
  }
  sayRefusals(results);
}

/** Rewrites what is selected of each tune; all of a tune where only the cursor is in it. */
export async function rewriteWithin(
  editor: vscode.TextEditor,
  books: Books,
  rewrite: (text: string, fileHeader: string, range?: TextRange) => Rewritten,
): Promise<void> {
  const { document, selections } = editor;
  const selected = selections
    .filter(({ isEmpty }) => !isEmpty)
    .map((range) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }));
  await rewriteTunes(editor, books, (tune, fileHeader) => {
    const ranges = selected
      .filter(({ start, end }) => start < tune.end && end > tune.start)
      .map(({ start, end }) => ({ start: start - tune.start, end: end - tune.start }));
    if (ranges.length === 0) return rewrite(tune.text, fileHeader);
    // From the last to the first, so that each finds what is before it as it was.
    return ranges
      .sort((one, other) => other.start - one.start)
      .reduce<Rewritten>(
        (done, range) => (done.kind === 'refused' ? done : rewrite(done.text, fileHeader, range)),
        { kind: 'rewritten', text: tune.text },
      );
  });
}

export function rangeOf(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}

function sayRefusals(results: readonly Rewritten[]): void {
  const reasons = results.flatMap((result) => (result.kind === 'refused' ? [result.reason] : []));
  const [reason] = reasons;
  if (reason === undefined) return;
  const which = results.length === 1 ? '' : `${reasons.length} of ${results.length} tunes stay as they are: `;
  void vscode.window.showWarningMessage(which + reason);
}

/** Shows that it takes a while where there are many tunes, and lets it be cancelled. */
function withProgress<T>(tunes: number, work: (token: vscode.CancellationToken) => Promise<T>): Thenable<T> {
  const options = {
    location: tunes > 100 ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window,
    title: tunes > 100 ? `Tunewright: ${tunes} tunes` : 'Tunewright',
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_, token) => work(token));
}
