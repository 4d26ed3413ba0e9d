import type { Token } from '../token.ts';
import { voiceId } from '../voice.ts';
import { type Diagnostic, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

interface RepeatState {
  /** The `|:` that waits for its `:|`. */
  open: Token | null;
  /** The first ending that waits for its second. */
  ending: Token | null;
}

function barLine(text: string, token: Token, state: RepeatState, found: Diagnostic[]): void {
  const spelled = text.slice(token.start, token.end);
  const closes = spelled.startsWith(':');
  const opens = spelled.endsWith(':');
  if (closes) state.open = null;
  if (!opens) return;
  if (state.open) found.push(unclosed(state.open));
  state.open = token;
}

const unclosed = (token: Token): Diagnostic =>
  warning('repeat-unclosed', token, 'This repeat is never closed: a :| is missing.');

function endings(text: string, token: Token, state: RepeatState, found: Diagnostic[]): void {
  const first = /^\[?1/.test(text.slice(token.start, token.end));
  if (first && state.ending) found.push(secondMissing(state.ending));
  state.ending = first && !/[,-]/.test(text.slice(token.start, token.end)) ? token : null;
}

const secondMissing = (token: Token): Diagnostic =>
  warning('ending-unclosed', token, 'This first ending has no second one.');

/** Repeats that are never closed and first endings without a second, voice by voice. */
export function repeatDiagnostics({ text, tokens, fields }: TuneReading): Diagnostic[] {
  const found: Diagnostic[] = [];
  const voices = new Map<string, RepeatState>();
  const voiceChanges = new Map(
    fields.flatMap(({ letter, value, start, inBody }) =>
      letter === 'V' && inBody ? [[start, voiceId(value)]] : [],
    ),
  );
  let voice = '';
  for (const token of tokens) {
    voice = voiceChanges.get(token.start) ?? voice;
    if (token.kind !== 'bar line' && token.kind !== 'variant ending') continue;
    const state = voices.get(voice) ?? { open: null, ending: null };
    voices.set(voice, state);
    if (token.kind === 'bar line') barLine(text, token, state, found);
    else endings(text, token, state, found);
  }
  for (const { open, ending } of voices.values()) {
    if (open) found.push(unclosed(open));
    if (ending) found.push(secondMissing(ending));
  }
  return found;
}
