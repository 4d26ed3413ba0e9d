import { startsWithin, type TextRange } from '../../book.ts';
import { fieldsIn, fieldsOfText } from '../../fields.ts';
import { scanTune } from '../../scan.ts';
import type { Token } from '../../token.ts';
import type { Rewritten } from '../lengths.ts';
import { withoutTokens } from '../without-tokens.ts';
import { kindOfDecoration, type OrnamentKind, shorthandNames } from './kinds.ts';

/** Indices of the tokens of whole groups of grace notes, brackets included. */
function graceTokens(tokens: readonly Token[]): Set<number> {
  const found = new Set<number>();
  let open = -1;
  tokens.forEach(({ kind }, index) => {
    if (kind === 'grace open') open = index;
    if (kind === 'bar line' || kind === 'line break') open = -1;
    if (kind !== 'grace close' || open < 0) return;
    for (let at = open; at <= index; at++) found.add(at);
    open = -1;
  });
  return found;
}

/** Says of each token which kind of ornament it is; null for all else. */
function classifier(
  text: string,
  tokens: readonly Token[],
  fileHeader: string,
): (token: Token, index: number) => OrnamentKind | null {
  const fields = fieldsIn(text, tokens);
  const shorthands = shorthandNames([...fieldsOfText(fileHeader), ...fields]);
  const grace = graceTokens(tokens);
  return ({ kind, start, end }, index) => {
    if (grace.has(index)) return 'grace notes';
    if (kind === 'decoration') return kindOfDecoration(text.slice(start + 1, end - 1));
    return kind === 'shorthand' ? kindOfDecoration(shorthands.get(text.charAt(start)) ?? '') : null;
  };
}

/**
 * Takes out the ornaments of some kinds that start within a range, the whole tune where none is given. What a
 * shorthand letter stands for is what U: says; signs that steer the playing (segno, D.C., ottava) always stay.
 */
export function removeOrnaments(
  tuneText: string,
  kinds: ReadonlySet<OrnamentKind>,
  fileHeader = '',
  range: TextRange = { start: 0, end: tuneText.length },
): Rewritten {
  const tokens = scanTune(tuneText);
  const kindOf = classifier(tuneText, tokens, fileHeader);
  return withoutTokens(tuneText, tokens, (token, index) => {
    const kind = kindOf(token, index);
    return kind !== null && kinds.has(kind) && startsWithin(token, range);
  });
}
