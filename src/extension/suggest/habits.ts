/**
 * Milliseconds to wait before an automatic suggestion is computed: while keys come faster than `delay` it waits
 * that long for a pause, which the next key ends; the first key after a pause is answered at once.
 */
export function pauseBefore(lastAsked: number | undefined, now: number, delay: number): number {
  return lastAsked !== undefined && now - lastAsked < delay ? delay : 0;
}

/** Ghost text stands at the end of a line only. */
export function isEndOfLine(line: string, character: number): boolean {
  return line.slice(character).trim() === '';
}

/** A following line shorter than this (without blanks) may well come again by chance: `|]`, `A|`. */
const TELLING = 6;

/** Whether a suggestion says over again what stands after the cursor anyway; blanks do not count. */
export function repeatsWhatFollows(suggestion: string, after: string): boolean {
  const wanted = withoutBlanks(suggestion);
  if (wanted === '') return true;
  const [line = ''] = after.trimStart().split('\n', 1);
  const following = withoutBlanks(line);
  return (
    withoutBlanks(after.slice(0, 4 * suggestion.length + 200)).startsWith(wanted) ||
    (following.length >= TELLING && wanted.startsWith(following))
  );
}

const withoutBlanks = (text: string): string => text.replaceAll(/\s+/g, '');

/**
 * A seed that depends on the tune alone, so that the same place gets the same suggestion until asked for
 * `another` (FNV-1a over UTF-16 code units).
 */
export function seedFor(before: string, another: number): number {
  let hash = 0x811c9dc5 ^ another;
  for (let i = 0; i < before.length; i++) hash = Math.imul(hash ^ before.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
