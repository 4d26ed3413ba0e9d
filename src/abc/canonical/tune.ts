import { scanTune } from '../scan.ts';
import type { Token } from '../token.ts';
import { repaired } from './repair.ts';
import { type Header, type Reading, readToken, startReading, voiceName } from './reading.ts';
import { bodyOf, putLineEnd } from './writer.ts';

/** Version of the canonical form; a model is used with the one it has learnt. Changes when the form does. */
export const CANONICAL_VERSION = 1;

/** The character that stands before every tune: the end of the blank line that separates tunes. */
export const START = '\n';

/** Where the body of a canonical tune starts: behind its header lines. */
export function bodyStart(canonical: string): number {
  return /^(?:[RMK]:[^\n]*\n)*/.exec(canonical)?.[0].length ?? 0;
}

/** The header lines R:, M: and K: of canonical text; what the tune does not say is the standard's default. */
export function writeHeader({ rhythm, meter, key }: Header): string {
  return `${rhythm === null ? '' : `R:${rhythm}\n`}M:${meter ?? 'none'}\nK:${key ?? 'C'}\n`;
}

/** The voice that each token belongs to: that of the last V: before it, '' before any. */
export function voicesOf(text: string, tokens: readonly Token[]): string[] {
  let voice = '';
  let field = '';
  let inBody = false;
  return tokens.map(({ kind, start, end }) => {
    if (kind === 'field letter') field = text.charAt(start);
    if (field === 'V' && kind === 'field value' && inBody) voice = voiceName(text.slice(start, end));
    if (kind === 'inline field' && text.startsWith('[V:', start))
      voice = voiceName(text.slice(start + 3, end - 1));
    if (field === 'K' && kind === 'field value') inBody = true;
    return voice;
  });
}

/**
 * A tune in the form that models read: its R:, M: and K: in that order, then its music with every length as a
 * multiple of 1/8. Kept are notes, rests, chords, grace notes, one-letter ornaments, slurs, ties, chord symbols,
 * tuplets, bar lines, variant endings, line breaks, blanks between notes, and changes of key and meter (as inline
 * fields); of several voices the first. Ends with one line break. Null where there is no note.
 *
 * `tuneText` is one tune, as `readBook` finds it, `fileHeader` the text of its file's header; nothing in them makes
 * this throw.
 */
export function canonicalTune(tuneText: string, fileHeader = ''): string | null {
  const tokens = scanTune(tuneText);
  const first = tokens.findIndex(({ kind }) => kind === 'note');
  if (first < 0) return null;
  const voice = voicesOf(tuneText, tokens)[first] ?? '';
  return writeVoice(readVoice(tuneText, tokens, voice, fileHeader));
}

/** One voice of a tune, read as a whole. */
export function readVoice(
  tuneText: string,
  tokens: readonly Token[],
  voice: string,
  fileHeader: string,
): Reading {
  const reading = startReading(tuneText, voice, fileHeader);
  for (const token of tokens) readToken(reading, token);
  putLineEnd(reading.writer);
  return reading;
}

/** The canonical text of a voice that has been read; null where nothing is left of its music. */
export function writeVoice({ header, writer }: Reading): string | null {
  const body = repaired(bodyOf(writer), false);
  return body === '' ? null : writeHeader(header) + body;
}
