import * as vscode from 'vscode';
import type { Section } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { ABC } from '../settings.ts';
import { type LineFold, type SectionFolds, sectionFolds } from './lines.ts';

interface FoldWorld {
  readonly books: Books;
  readonly log: Log;
}

const KINDS: Partial<Record<LineFold['kind'], vscode.FoldingRangeKind>> = {
  comment: vscode.FoldingRangeKind.Comment,
};

/** Registers folding: tunes, their headers, parts and voices, runs of comments and blocks of text. */
export function registerFold({ books, log }: FoldWorld): vscode.Disposable {
  /** Sections stay the same objects while their text does, so that an edit costs one tune. */
  const known = new WeakMap<Section, SectionFolds>();
  const foldsOf = (section: Section): SectionFolds => {
    const found = known.get(section) ?? sectionFolds(section);
    known.set(section, found);
    return found;
  };
  const provideFoldingRanges = guarded(log, 'The folding failed', (document: vscode.TextDocument) => {
    let firstLine = 0;
    return books.of(document).sections.flatMap((section) => {
      const { lineBreaks, folds } = foldsOf(section);
      const line = firstLine;
      firstLine += lineBreaks;
      return folds.map(
        ({ kind, start, end }) => new vscode.FoldingRange(line + start, line + end, KINDS[kind]),
      );
    });
  });
  return vscode.languages.registerFoldingRangeProvider(ABC, { provideFoldingRanges });
}
