import { startsWithin, type TextRange } from '../book.ts';
import { scanTune } from '../scan.ts';
import type { Token } from '../token.ts';
import { chordNamesIn } from './chord-name.ts';
import type { Rewritten } from './lengths.ts';
import { withoutTokens } from './without-tokens.ts';

/** Whether a token is a closed chord symbol that names a chord; other quoted text is a remark. */
export function isChordSymbol(text: string, { kind, start, end }: Token): boolean {
  if (kind !== 'chord symbol' || end - start < 3 || text[end - 1] !== '"') return false;
  return chordNamesIn(text.slice(start + 1, end - 1)).length > 0;
}

/**
 * Takes out the chord symbols that start within a range, the whole tune where none is given. Annotations and
 * remarks such as `"D.C."` stay.
 */
export function removeChordSymbols(
  tuneText: string,
  range: TextRange = { start: 0, end: tuneText.length },
): Rewritten {
  return withoutTokens(
    tuneText,
    scanTune(tuneText),
    (token) => startsWithin(token, range) && isChordSymbol(tuneText, token),
  );
}
