import * as vscode from 'vscode';
import { readBars } from '../../abc/bars.ts';
import { fileHeaderOf, type Section, tunesOf } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { ABC } from '../settings.ts';
import { numberBars, type NumberedBar } from './numbers.ts';

interface InlayWorld {
  readonly books: Books;
  readonly log: Log;
}

const SETTING = 'tunewright.inlayHints.barNumbers';

/** Registers the numbers before bars; they show only where the setting asks for them. */
export function registerInlay({ books, log }: InlayWorld): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const barsOf = rememberingBars();
  const provideInlayHints = guarded(
    log,
    'The bars could not be numbered',
    (document: vscode.TextDocument, range: vscode.Range, token: vscode.CancellationToken) => {
      const asked = vscode.workspace.getConfiguration(undefined, document).get(SETTING) === true;
      return asked && !token.isCancellationRequested ? hintsIn(document, range, books, barsOf) : [];
    },
  );
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) changed.fire();
    }),
    vscode.languages.registerInlayHintsProvider(ABC, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints,
    }),
  );
}

type BarsOf = (section: Section, fileHeader: string) => readonly NumberedBar[];

/** Sections stay the same objects while their text does, so that scrolling reads each tune once. */
function rememberingBars(): BarsOf {
  const known = new WeakMap<
    Section,
    { readonly fileHeader: string; readonly bars: readonly NumberedBar[] }
  >();
  return (section, fileHeader) => {
    const found = known.get(section);
    if (found?.fileHeader === fileHeader) return found.bars;
    const bars = numberBars(section.text, readBars(section.text, fileHeader));
    known.set(section, { fileHeader, bars });
    return bars;
  };
}

function hintsIn(
  document: vscode.TextDocument,
  range: vscode.Range,
  books: Books,
  barsOf: BarsOf,
): vscode.InlayHint[] {
  const book = books.of(document);
  const fileHeader = fileHeaderOf(book);
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const tunes = tunesOf(book).filter(({ start, end }) => start <= to && end >= from);
  return tunes.flatMap(({ start, section }) =>
    barsOf(section, fileHeader)
      .filter((bar) => start + bar.start >= from && start + bar.start <= to)
      .map((bar) => hintOf(document.positionAt(start + bar.start), bar.number)),
  );
}

function hintOf(position: vscode.Position, number: number): vscode.InlayHint {
  const hint = new vscode.InlayHint(position, String(number));
  hint.paddingRight = true;
  hint.tooltip = `Bar ${number}`;
  return hint;
}
