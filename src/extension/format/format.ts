import * as vscode from 'vscode';
import { tunesOf, type Tune } from '../../abc/book.ts';
import { formatTune } from '../../abc/editing/format.ts';
import type { Books } from '../books.ts';
import { guardedAsync } from '../guard.ts';
import { lineEdits } from '../line-edits.ts';
import type { Log } from '../log.ts';
import { ABC } from '../settings.ts';
import { inSlices } from '../slicing.ts';

interface FormatWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Registers the formatter, for whole files and for selected lines. */
export function registerFormat({ books, log }: FormatWorld): vscode.Disposable {
  const format = guardedAsync(
    log,
    'The text could not be formatted',
    (document: vscode.TextDocument, range: vscode.Range | undefined, token: vscode.CancellationToken) =>
      editsOf(books, document, range, token),
  );
  return vscode.languages.registerDocumentRangeFormattingEditProvider(ABC, {
    provideDocumentRangeFormattingEdits: (document, range, _, token) => format(document, range, token),
  });
}

/** The edits that format the tunes of a range; of their lines, only those within it. */
async function editsOf(
  books: Books,
  document: vscode.TextDocument,
  range: vscode.Range | undefined,
  token: vscode.CancellationToken,
): Promise<vscode.TextEdit[]> {
  const { version } = document;
  const align = vscode.workspace.getConfiguration('tunewright.format', document).get('alignBars') !== false;
  const wanted = range ?? new vscode.Range(0, 0, document.lineCount, 0);
  const [from, to] = [document.offsetAt(wanted.start), document.offsetAt(wanted.end)];
  const tunes = tunesOf(books.of(document)).filter(({ start, end }) => start <= to && end >= from);
  const formatted = await inSlices(
    tunes,
    ({ text }: Tune) => lineEdits(text, formatTune(text, { align })),
    () => token.isCancellationRequested || document.version !== version,
  );
  return (formatted ?? []).flatMap((edits, index) => {
    const tuneStart = tunes[index]?.start ?? 0;
    return edits
      .map(({ start, end, text }) => ({ start: tuneStart + start, end: tuneStart + end, text }))
      .filter(({ start, end }) => start <= to && end > from)
      .map(({ start, end, text }) =>
        vscode.TextEdit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text),
      );
  });
}
