import { fieldAt } from '../fields.ts';
import { scanTune } from '../scan.ts';
import { isMusic } from '../token.ts';
import { voiceId } from '../voice.ts';

/** A part or voice of a tune, from its field to before the next one or the tune's end. */
export interface OutlineEntry {
  readonly kind: 'part' | 'voice';
  /** `A` of P:A, the id of a voice. */
  readonly name: string;
  /** What else the field says: the properties of a voice. */
  readonly detail: string;
  readonly start: number;
  readonly end: number;
  /** Range of the field. */
  readonly fieldStart: number;
  readonly fieldEnd: number;
}

/** The parts and voices in the body of a tune, in the order of the text. */
export function outlineOf(tuneText: string): OutlineEntry[] {
  const tokens = scanTune(tuneText);
  const found: Omit<OutlineEntry, 'end'>[] = [];
  let inBody = false;
  for (const [index, token] of tokens.entries()) {
    const field = fieldAt(tuneText, tokens, index);
    if (field && inBody && (field.letter === 'P' || field.letter === 'V')) {
      const name = field.letter === 'P' ? field.value : voiceId(field.value);
      const detail = field.value.slice(name.length).trim();
      const kind = field.letter === 'P' ? 'part' : 'voice';
      found.push({ kind, name, detail, start: field.start, fieldStart: field.start, fieldEnd: field.end });
    }
    inBody ||= isMusic(token.kind) || (field?.letter === 'K' && !field.inline);
  }
  return found.map((entry, index) => {
    const next = found.slice(index + 1).find(({ kind }) => kind === entry.kind || entry.kind === 'voice');
    return { ...entry, end: next?.start ?? tuneText.length };
  });
}
