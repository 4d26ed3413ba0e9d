import { canonicalKey, canonicalMeter, canonicalRhythm } from '../abc/canonical/fields.ts';
import type { HeaderPrompt } from '../abc/canonical/prompt.ts';

/** The fields of a header that a model has learnt to write, in the order of canonical text. */
const ORDER = ['R', 'M', 'K'] as const;
type Letter = (typeof ORDER)[number];

/** What is asked of the model to complete a header. */
export interface HeaderQuestion {
  /** Canonical header lines up to where the model goes on. */
  readonly prompt: string;
  /** The fields that are missing and that it will write, K: the last. */
  readonly missing: readonly Letter[];
  /** What the cursor's line says of the first of them already. */
  readonly begun: string;
}

/**
 * Which lines would make a header complete that is being written: those of R:, M: and K: that come after the last
 * one given. Null where the cursor's line is none to go on from.
 */
export function headerQuestion({ header, fields, line, hasMusic }: HeaderPrompt): HeaderQuestion | null {
  const given: Record<Letter, string | null> = { R: header.rhythm, M: header.meter, K: header.key };
  const writing = ORDER.find((letter) => letter === line.letter);
  if (hasMusic || (line.letter !== '' && writing === undefined)) return null;
  if (writing !== undefined && line.value.trim() !== '') return null;
  const missing = ORDER.filter((letter) => letter === writing || !fields.has(letter));
  if (missing.at(-1) !== 'K' || (writing !== undefined && missing[0] !== writing)) return null;
  const known = ORDER.filter((letter) => !missing.includes(letter) && given[letter] !== null);
  const first = missing[0] ?? 'K';
  const prompt = known.map((letter) => `${letter}:${given[letter] ?? ''}\n`).join('');
  return { prompt: writing === undefined ? prompt : `${prompt}${first}:`, missing, begun: writing ?? '' };
}

/** The lines to insert, from what the model wrote behind the question's prompt; null where it makes no header. */
export function headerLines(
  { missing, begun }: HeaderQuestion,
  written: string,
  lineBreak: string,
  hasUnit: boolean,
): string | null {
  const text = begun === '' ? written : `${begun}:${written}`;
  const values = new Map(text.split('\n').map((line) => [line.slice(0, 1), line.slice(2).trim()]));
  const lines: string[] = [];
  for (const letter of missing) {
    const value = checked(letter, values.get(letter) ?? '');
    if (value === null && letter !== 'R') return null;
    if (letter === 'K' && !hasUnit) lines.push('L:1/8');
    if (value !== null) lines.push(`${letter}:${value}`);
  }
  return lines.join(lineBreak).slice(begun === '' ? 0 : 2) + lineBreak;
}

function checked(letter: Letter, value: string): string | null {
  if (letter === 'R') return canonicalRhythm(value);
  if (letter === 'K') return canonicalKey(value);
  return /^\d+\/\d+$/.test(value) ? canonicalMeter(value) : null;
}
