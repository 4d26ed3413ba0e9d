import { isSound, type Token } from '../token.ts';
import { deleting, type Diagnostic, replacing, warning } from './diagnostic.ts';
import { type TuneReading, voiceReader } from './reading.ts';

interface RepeatState {
  /** The `|:` that waits for its `:|`. */
  open: Token | null;
  /** Whether a note or rest stands behind it: without, there is nothing to repeat. */
  sounds: boolean;
  /** The first ending that waits for its second. */
  ending: Token | null;
  /** The last bar line. */
  last: Token | null;
}

function barLine(text: string, token: Token, state: RepeatState, found: Diagnostic[]): void {
  const spelled = text.slice(token.start, token.end);
  const closes = spelled.startsWith(':');
  const opens = spelled.endsWith(':');
  const before = state.last;
  state.last = token;
  if (closes) state.open = null;
  if (!opens) return;
  if (state.open && state.sounds) {
    const adjoins = before !== null && text.slice(before.end, token.start).trim() === '';
    found.push(adjoins ? unclosed(text, state.open, before, ':|') : unclosed(text, state.open, token, '::'));
  }
  state.open = token;
  state.sounds = false;
}

/** `last` is the bar line that should close it, `by` how it would then be written. */
function unclosed(text: string, token: Token, last: Token | null, by: string): Diagnostic {
  // Behind the `[` of a chord that is not closed, no `:` makes a bar line.
  const closable = last !== null && last !== token && text.charAt(last.start - 1) !== '[';
  const fix = closable ? replacing(`Close it with ${by}`, last, by) : undefined;
  return warning('repeat-unclosed', token, 'This repeat is never closed: a :| is missing.', fix);
}

function endings(text: string, token: Token, state: RepeatState, found: Diagnostic[]): void {
  const first = /^\[?1/.test(text.slice(token.start, token.end));
  if (first && state.ending) found.push(secondMissing(text, state.ending));
  state.ending = first && !/[,-]/.test(text.slice(token.start, token.end)) ? token : null;
}

const secondMissing = (text: string, token: Token): Diagnostic =>
  warning('ending-unclosed', token, 'This first ending has no second one.', deleting(text, token));

/** Repeats that are never closed and first endings without a second, voice by voice. */
export function repeatDiagnostics(reading: TuneReading): Diagnostic[] {
  const { text, tokens } = reading;
  const found: Diagnostic[] = [];
  const voices = new Map<string, RepeatState>();
  const voiceOf = voiceReader(reading);
  for (const token of tokens) {
    const voice = voiceOf(token);
    const state = voices.get(voice) ?? { open: null, sounds: false, ending: null, last: null };
    voices.set(voice, state);
    if (isSound(token.kind)) state.sounds = true;
    else if (token.kind === 'bar line') barLine(text, token, state, found);
    else if (token.kind === 'variant ending') endings(text, token, state, found);
  }
  for (const { open, sounds, ending, last } of voices.values()) {
    if (open && sounds) found.push(unclosed(text, open, last, ':|'));
    if (ending) found.push(secondMissing(text, ending));
  }
  return found;
}
