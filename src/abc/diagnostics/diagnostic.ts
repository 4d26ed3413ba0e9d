import type { TextEdit } from '../book.ts';
import { needsBlankFirst } from '../editing/token-lines.ts';
import { endsLine, skipLine } from '../scan/characters.ts';
import type { DiagnosticCode } from './rules.ts';

export type Severity = 'error' | 'warning' | 'information';

/** One way to put a diagnostic right. */
export interface Fix {
  /** What it does, as a menu entry. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Something wrong or doubtful in a text of ABC. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One clear sentence. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fix?: Fix;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const of =
  (severity: Severity) =>
  (code: DiagnosticCode, { start, end }: Range, message: string, fix?: Fix): Diagnostic =>
    fix ? { code, severity, message, start, end, fix } : { code, severity, message, start, end };

export const error = of('error');
export const warning = of('warning');
export const information = of('information');

/** A fix that inserts `text` at an offset. */
export function inserting(title: string, at: number, text: string): Fix {
  return { title, edits: [{ start: at, end: at, text }] };
}

/** A fix that replaces a range by `text`. */
export function replacing(title: string, { start, end }: Range, text: string): Fix {
  return { title, edits: [{ start, end, text }] };
}

/**
 * A fix that takes something out of music. A line whose rest would then begin with `w:` or `%%` keeps a blank, so that
 * it stays music.
 */
export function deleting(text: string, range: Range): Fix {
  const startsLine = range.start === 0 || endsLine(text.charCodeAt(range.start - 1));
  const rest = text.slice(range.end, skipLine(text, range.end));
  return replacing('Delete it', range, startsLine && needsBlankFirst(rest) ? ' ' : '');
}

/** The same diagnostic of a text that starts at `by` within a longer one. */
export function shifted(diagnostic: Diagnostic, by: number): Diagnostic {
  if (by === 0) return diagnostic;
  const moved = { ...diagnostic, start: diagnostic.start + by, end: diagnostic.end + by };
  if (!diagnostic.fix) return moved;
  const { title, edits } = diagnostic.fix;
  const shiftedEdits = edits.map(({ start, end, text }) => ({ start: start + by, end: end + by, text }));
  return { ...moved, fix: { title, edits: shiftedEdits } };
}
