import { contextAt } from '../../abc/context.ts';
import { fieldAt } from '../../abc/fields.ts';
import { formatFraction } from '../../abc/fraction.ts';
import { scanTune } from '../../abc/scan.ts';
import { isMusic, isSound, type Token } from '../../abc/token.ts';

/** The bars before a cursor as the start of a small tune of their own. */
export interface LeadUp {
  /** Its fields, whole lines. */
  readonly header: string;
  /** Its music on one line, up to the cursor; a candidate goes on behind it. */
  readonly music: string;
}

/** A longer lead-up than this is left out: bars are some twenty characters. */
const LONGEST = 4000;

/**
 * The last `bars` whole bars before a cursor, with what stands of the bar that it is in, and the meter, key and
 * unit note length that hold where they start. Only bars of the cursor's voice since that was last named. `before`
 * is the tune up to the cursor, `fileHeader` the text of its file's header.
 */
export function leadUp(before: string, bars: number, fileHeader = ''): LeadUp {
  const tokens = scanTune(before);
  const start = startOfBars(before, tokens, bars);
  const music = tokens
    .map((token, index) => (token.start < start ? '' : onOneLine(before, tokens, index)))
    .join('')
    .trimStart();
  const long = music.length > LONGEST;
  const { meter, unitNoteLength, key, fields } = contextAt(before, long ? before.length : start, fileHeader);
  const tempo = fields.get('Q');
  const header = [
    'X:1',
    `M:${meter.text}`,
    `L:${formatFraction(unitNoteLength)}`,
    ...(tempo === undefined ? [] : [`Q:${tempo}`]),
    `K:${key.text}`,
  ];
  return { header: `${header.join('\n')}\n`, music: long ? '' : music };
}

/** Where the last `bars` whole bars begin. */
function startOfBars(text: string, tokens: readonly Token[], bars: number): number {
  let starts: number[] = [];
  let sounding = false;
  for (const [index, token] of tokens.entries()) {
    if (starts.length === 0 && isMusic(token.kind)) starts = [token.start];
    const field = fieldAt(text, tokens, index);
    if (field?.letter === 'V' && starts.length > 0) {
      starts = [field.end];
      sounding = false;
    }
    if (isSound(token.kind)) sounding = true;
    if (token.kind !== 'bar line' || !sounding) continue;
    starts.push(token.end);
    sounding = false;
  }
  return starts[Math.max(0, starts.length - 1 - bars)] ?? text.length;
}

/** A token of music as it stands on one line, a change of key, meter or unit note length in brackets; nothing else. */
function onOneLine(text: string, tokens: readonly Token[], index: number): string {
  const field = fieldAt(text, tokens, index);
  if (field && !field.inline)
    return /[KLM]/.test(field.letter) ? `[${field.letter}:${field.value.trim()}]` : '';
  const { kind, start, end } = tokens[index] ?? { kind: 'space', start: 0, end: 0 };
  if (kind === 'line break') return ' ';
  return isMusic(kind) && kind !== 'line continuation' ? text.slice(start, end) : '';
}
