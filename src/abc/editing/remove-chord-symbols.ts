import type { TextRange } from '../book.ts';
import { scanTune } from '../scan.ts';
import type { Token } from '../token.ts';
import { chordNamesIn } from './chord-name.ts';
import { refused, type Rewritten } from './lengths.ts';
import { withoutTokens } from './without-tokens.ts';

/** Whether a token is a closed chord symbol that names a chord; other quoted text is a remark. */
export function isChordSymbol(text: string, { kind, start, end }: Token): boolean {
  if (kind !== 'chord symbol' || end - start < 3 || text[end - 1] !== '"') return false;
  return chordNamesIn(text.slice(start + 1, end - 1)).length > 0;
}

/** Why something could not be taken out of a tune. */
export const ENTANGLED = 'What stands around some of them would be read as something else without them.';

/** Whether a token starts within a range. */
export const startsWithin = ({ start }: Token, range: TextRange): boolean =>
  start >= range.start && start < range.end;

/**
 * Takes out the chord symbols that start within a range, the whole tune where none is given. Annotations and
 * remarks such as `"D.C."` stay.
 */
export function removeChordSymbols(
  tuneText: string,
  range: TextRange = { start: 0, end: tuneText.length },
): Rewritten {
  const text = withoutTokens(
    tuneText,
    scanTune(tuneText),
    (token) => startsWithin(token, range) && isChordSymbol(tuneText, token),
  );
  return text === null ? refused(ENTANGLED) : { kind: 'rewritten', text };
}
