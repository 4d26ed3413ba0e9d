/** What could be completed at a place of a line, by the line alone. Columns count characters of the line. */
export type Wanted =
  | { readonly kind: 'field'; readonly start: number; readonly end: number }
  | { readonly kind: 'value'; readonly letter: string; readonly start: number; readonly end: number }
  | { readonly kind: 'directive'; readonly start: number; readonly end: number }
  | { readonly kind: 'instrument'; readonly start: number; readonly end: number }
  | { readonly kind: 'voice'; readonly start: number; readonly end: number }
  | { readonly kind: 'decoration'; readonly start: number; readonly end: number };

/** No field or bar of music is longer; keeps a file of one line from costing time. */
const LONGEST = 5000;

/** Fields whose values are known. */
const VALUED = 'KMLRI';

/** Column of the end of the word at `column`, for what is typed within a word to replace all of it. */
function wordEnd(line: string, column: number, stop: RegExp): number {
  let end = column;
  while (end < line.length && !stop.test(line.charAt(end))) end++;
  return end;
}

/** Column of the `!` or nothing (-1) that opens a decoration still open at the end of `before`. */
function openMark(before: string): number {
  let open = -1;
  let quoted = false;
  for (let at = 0; at < before.length; at++) {
    const character = before.charAt(at);
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '!') open = open < 0 ? at : -1;
    else if (' \t|"%'.includes(character)) open = -1;
  }
  return quoted ? -1 : open;
}

/** The id of a voice: the first word of V:, or a word of %%score. */
function voice(line: string, before: string): Wanted | null {
  const found =
    /^V:[ \t]*(\S*)$/.exec(before) ??
    /\[V:[ \t]*([^\s\]]*)$/.exec(before) ??
    /^%%[ \t]*(?:score|staves)[ \t](?:.*[\s()[\]{}|*+])?([^\s()[\]{}|*+]*)$/.exec(before);
  if (!found) return null;
  const start = before.length - (found[1] ?? '').length;
  return { kind: 'voice', start, end: wordEnd(line, before.length, /[\s()[\]{}|*+%]/) };
}

function directive(line: string, before: string): Wanted | null {
  const instrument = /^%%\s*MIDI\s+(?:program(?:\s+\d{1,2})?|chordprog|bassprog)\s+(\D*|\d*)$/.exec(before);
  if (instrument) {
    const start = before.length - (instrument[1] ?? '').length;
    return { kind: 'instrument', start, end: wordEnd(line, before.length, /\s/) };
  }
  const name = /^%%\s*((?:MIDI\s)?[\w-]*)$/.exec(before);
  if (!name) return null;
  const start = before.length - (name[1] ?? '').length;
  return { kind: 'directive', start, end: wordEnd(line, before.length, /\s/) };
}

/** The value of a field line, or of an inline field, from its last word where words are told apart. */
function value(line: string, before: string): Wanted | null {
  const found = /^([A-Za-z]):[ \t]*(.*)$/.exec(before) ?? /\[([A-Za-z]):[ \t]*([^\]]*)$/.exec(before);
  const letter = found?.[1] ?? '';
  if (letter === '' || !VALUED.includes(letter)) return null;
  const typed = found?.[2] ?? '';
  const word = letter === 'R' ? typed : (/\S*$/.exec(typed)?.[0] ?? '');
  const end = wordEnd(line, before.length, letter === 'R' ? /[%\]]/ : /[\s%\]]/);
  return { kind: 'value', letter, start: before.length - word.length, end };
}

/** What could be completed where the cursor stands in a line; null where nothing could. */
export function wantedAt(line: string, column: number): Wanted | null {
  if (column > LONGEST) return null;
  const before = line.slice(0, column);
  const id = voice(line, before);
  if (id) return id;
  if (before.startsWith('%')) return directive(line, before);
  const field = /^[A-Za-z+]?$/.exec(before) ? /^(?:[A-Za-z+]?:[ \t]*|[A-Za-z+]?$)/.exec(line) : null;
  if (field) return { kind: 'field', start: 0, end: Math.max(column, field[0].length) };
  const found = value(line, before);
  if (found) return found;
  const open = openMark(before);
  if (open < 0) return null;
  const name = /^[^!\s|"%]*!?/.exec(line.slice(column))?.[0] ?? '';
  // Without a closing mark, what follows is music.
  return { kind: 'decoration', start: open, end: column + (name.endsWith('!') ? name.length : 0) };
}
