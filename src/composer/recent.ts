import { bodyStart } from '../abc/canonical/tune.ts';

/** Characters of music that a network reads at most; few tunes have a quarter as many. */
const MOST = 8192;
/** The beginning moves on this far at a time, so that what has been read serves many keystrokes. */
const STEP = MOST / 2;

/**
 * Canonical text as a network reads it: the whole, or of a very long tune the last lines only, under a header with
 * the meter and key that are in force where these begin.
 */
export function recentText(canonical: string): string {
  const body = bodyStart(canonical);
  const excess = canonical.length - body - MOST;
  if (excess <= 0) return canonical;
  const at = body + Math.ceil(excess / STEP) * STEP;
  const lineEnd = canonical.indexOf('\n', at);
  const from = lineEnd < 0 || lineEnd > at + STEP / 2 ? at : lineEnd + 1;
  const left = canonical.slice(body, from);
  const header = canonical.slice(0, body).replace(/^([MK]):.*$/gm, (line, letter: string) => {
    const changed = [...left.matchAll(new RegExp(`\\[${letter}:([^\\]\\n]*)\\]`, 'g'))].at(-1)?.[1];
    return changed === undefined ? line : `${letter}:${changed}`;
  });
  return header + canonical.slice(from);
}
