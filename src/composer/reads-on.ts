import { canonicalTune } from '../abc/canonical/tune.ts';

/** The canonical music of a tune without its blanks and line breaks, which people set as they like. */
function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

/** A cursor in a tune. */
interface Situation {
  readonly text: string;
  readonly offset: number;
  readonly fileHeader?: string | undefined;
}

/**
 * A check whether a continuation only says again what stands behind the cursor. `prompt` is the canonical text up
 * to the cursor; where the rest of the tune does not go on from it letter by letter, nothing counts as said again.
 */
export function createRepetitionCheck(
  { text: tuneText, offset, fileHeader }: Situation,
  prompt: string,
): (continuation: string) => boolean {
  if (bare(tuneText.slice(offset)) === '') return () => false;
  const whole = canonicalTune(tuneText, fileHeader);
  const follows = whole?.startsWith(prompt) === true ? bare(whole.slice(prompt.length)) : '';
  return (continuation) => {
    const text = bare(continuation);
    return text !== '' && follows.startsWith(text);
  };
}
