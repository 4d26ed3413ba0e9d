import type { Section } from '../../abc/book.ts';
import { type Fold, foldsOf } from '../../abc/editing/folding.ts';
import { type Lines, lineStarts, positionAt } from '../../abc/lines.ts';
import { type OutlineEntry, outlineOf } from '../../abc/outline.ts';

/** Lines that fold to the first of them; 0-based, both included. */
export interface LineFold {
  readonly kind: Fold['kind'] | 'header' | OutlineEntry['kind'];
  readonly start: number;
  readonly end: number;
}

/** How many line breaks a section has, and what folds in it. */
export interface SectionFolds {
  readonly lineBreaks: number;
  readonly folds: readonly LineFold[];
}

/** The lines of a tune's header from its second one to K:, so that number and tune fold on lines of their own. */
function headerFold({ text }: Section, lines: Lines): LineFold[] {
  const key = /^K:/m.exec(text);
  const end = key === null ? 0 : positionAt(lines, key.index).line;
  return end >= 2 ? [{ kind: 'header', start: 1, end }] : [];
}

/** Parts and voices of more than one line. */
function outlineFolds(entries: readonly OutlineEntry[], lines: Lines): LineFold[] {
  return entries.flatMap((entry) => {
    const [start, end] = [positionAt(lines, entry.start).line, positionAt(lines, entry.end).line];
    const fold = end > start ? [{ kind: entry.kind, start, end }] : [];
    return [...fold, ...outlineFolds(entry.children, lines)];
  });
}

/** What folds in a section, by its own lines. */
export function sectionFolds(section: Section): SectionFolds {
  const lines = lineStarts(section.text);
  const alone = { sections: [section], starts: Int32Array.of(0), length: section.text.length };
  const folds = foldsOf(alone).map(({ kind, start, end }) => ({
    kind,
    start: positionAt(lines, start).line,
    end: positionAt(lines, end).line,
  }));
  const within =
    section.kind === 'tune'
      ? [...headerFold(section, lines), ...outlineFolds(outlineOf(section.text), lines)]
      : [];
  return { lineBreaks: lines.starts.length - 1, folds: [...folds, ...within] };
}
