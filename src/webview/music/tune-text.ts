import { withoutPostScript } from './postscript.ts';

/**
 * The text that abcjs is given differs from the document: its lines end in "\n" alone (abcjs counts
 * "\r\n" as one character), and the file header is put into the tune behind its X: line (abcjs would ignore it), and PostScript is
 * commented out.
 * This keeps the way back.
 */
export interface TuneText {
  /** What abcjs reads. */
  readonly engraved: string;
  /** Offset in `engraved` of an offset in the tune as it stands in the document. */
  readonly toEngraved: (offset: number) => number;
  /** Offset in the tune as it stands in the document of an offset in `engraved`. */
  readonly toTune: (offset: number) => number;
  /** 0-based line of the tune of a 1-based line of `engraved`; null for a line of the file header. */
  readonly lineOf: (line: number) => number | null;
}

/** Prepares a tune for abcjs; `fileHeader` is empty or whole lines. */
export function prepareTune(tune: string, fileHeader: string): TuneText {
  const returns = [...tune.matchAll(/\r\n/g)].map((match) => match.index);
  const plain = tune.replace(/\r\n?/g, '\n');
  const header = fileHeader.replace(/\r\n?/g, '\n').replace(/\n*$/, '\n');
  const inserted = header.trim() === '' ? '' : header;
  const firstLineEnd = plain.indexOf('\n') + 1;
  const at = plain.startsWith('X:') && firstLineEnd > 0 ? firstLineEnd : 0;
  const insertedLines = inserted.split('\n').length - 1;
  const linesBefore = at === 0 ? 0 : 1;

  return {
    engraved: withoutPostScript(plain.slice(0, at) + inserted + plain.slice(at)),
    toEngraved(offset) {
      const unix = offset - countBelow(returns, offset);
      return unix < at ? unix : unix + inserted.length;
    },
    toTune(offset) {
      const unix = offset < at ? offset : Math.max(at, offset - inserted.length);
      return unix + countBelow(returns, unix, (position, index) => position - index);
    },
    lineOf(line) {
      if (line <= linesBefore) return line - 1;
      return line <= linesBefore + insertedLines ? null : line - 1 - insertedLines;
    },
  };
}

/** How many of `values`, which ascend once `valueOf` has been applied, lie below `limit`. */
function countBelow(
  values: readonly number[],
  limit: number,
  valueOf: (value: number, index: number) => number = (value) => value,
): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueOf(values[middle] ?? 0, middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
