import type { Book } from '../book.ts';
import { blockEndOf, startsDirective } from '../scan/line.ts';
import { skipLine, skipLineBreak } from '../scan/characters.ts';

/** A stretch of lines that folds to its first one: from that line's start to the end of the last one's text. */
export interface Fold {
  readonly kind: 'tune' | 'comment' | 'text block';
  readonly start: number;
  readonly end: number;
}

const trimmedEnd = (text: string): number => text.replace(/[\r\n]+$/, '').length;

/** Runs of comment lines and blocks of text within one section. */
function foldsWithin(text: string): Fold[] {
  const folds: Fold[] = [];
  let open: { kind: 'comment' | 'text block'; start: number; end: number; until: string } | null = null;
  const close = (): void => {
    if (open && /[\r\n]/.test(text.slice(open.start, open.end)))
      folds.push({ kind: open.kind, start: open.start, end: open.end });
    open = null;
  };
  for (let at = 0; at < text.length; at = skipLineBreak(text, skipLine(text, at))) {
    const end = skipLine(text, at);
    const until = open?.until ?? '';
    if (open && until !== '') {
      open.end = end;
      if (text.startsWith(until, at)) close();
      continue;
    }
    const blockEnd = startsDirective(text, at) ? blockEndOf(text, at) : '';
    const comment = text[at] === '%' && !startsDirective(text, at);
    if (open && comment) open.end = end;
    else {
      close();
      if (comment || blockEnd !== '')
        open = { kind: comment ? 'comment' : 'text block', start: at, end, until: blockEnd };
    }
  }
  close();
  return folds;
}

/** What folds in a file: tunes of more than one line, runs of comments, blocks of text. */
export function foldsOf(book: Book): Fold[] {
  return book.sections.flatMap((section, index) => {
    if (section.kind === 'blank') return [];
    const start = book.starts[index] ?? 0;
    const end = trimmedEnd(section.text);
    const whole: Fold[] =
      section.kind === 'tune' && /[\r\n]/.test(section.text.slice(0, end))
        ? [{ kind: 'tune', start: 0, end }]
        : [];
    return [...whole, ...foldsWithin(section.text)].map((fold) => ({
      kind: fold.kind,
      start: fold.start + start,
      end: fold.end + start,
    }));
  });
}
