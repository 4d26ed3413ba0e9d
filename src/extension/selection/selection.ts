import * as vscode from 'vscode';
import { selectionsAt } from '../../abc/selection.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { sectionAt } from '../place.ts';
import { ABC } from '../settings.ts';

interface SelectionWorld {
  readonly books: Books;
  readonly log: Log;
}

/** Registers what "Expand Selection" takes in: note, chord or tuplet, beam, bar, line, part or voice, tune, file. */
export function registerSelection({ books, log }: SelectionWorld): vscode.Disposable {
  const provideSelectionRanges = guarded(
    log,
    'The selection could not grow',
    (document: vscode.TextDocument, positions: readonly vscode.Position[]) =>
      positions.map((position) => selectionAt(books, document, position)),
  );
  return vscode.languages.registerSelectionRangeProvider(ABC, { provideSelectionRanges });
}

function selectionAt(
  books: Books,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.SelectionRange {
  const file = new vscode.Range(0, 0, document.lineCount, 0);
  const whole = new vscode.SelectionRange(document.validateRange(file));
  const place = sectionAt(books, document, position);
  if (place === undefined) return whole;
  const { section, offset, fileHeader } = place;
  const ranges = selectionsAt(section.text, section.kind === 'tune', offset, fileHeader);
  return ranges
    .map((range) => place.rangeOf(range))
    .reduceRight((parent, range) => new vscode.SelectionRange(range, parent), whole);
}
