import { fieldAt, fieldsOfText } from './fields.ts';
import type { Fraction } from './fraction.ts';
import type { Key } from './key.ts';
import type { Meter } from './meter.ts';
import { scanTune } from './scan.ts';
import { unitNoteLengthOf } from './settings.ts';
import { isMusic, type Token } from './token.ts';
import { settingsOf, VoiceSettings } from './voice.ts';

/** Where in a tune a cursor stands. */
export type Place =
  | 'header' // in the header, the line of its K: included
  | 'body' // where music may be typed
  | 'field' // in a field line of the body
  | 'inline field'
  | 'lyric'
  | 'symbol'
  | 'comment'
  | 'directive'
  | 'text' // in a block of text, or a line of the header that is no field
  | 'chord symbol'
  | 'annotation'
  | 'decoration';

/** What holds at a position of a tune. */
export interface Context {
  readonly place: Place;
  readonly meter: Meter;
  readonly unitNoteLength: Fraction;
  readonly key: Key;
  /** The value of the tune's last R:; empty where it has none. */
  readonly rhythm: string;
  /** Id of the voice; empty where none is named. */
  readonly voice: string;
  /** Value of each field so far, by letter: the last one, of T: the first. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Places within a token, its end included: there one still types into it. */
const INSIDE: Partial<Record<Token['kind'], Place>> = {
  comment: 'comment',
  directive: 'directive',
  'text block': 'text',
  text: 'text',
  lyrics: 'lyric',
  symbols: 'symbol',
};

/** Places within a token that has an end mark of its own. */
const ENCLOSED: Partial<Record<Token['kind'], readonly [Place, string]>> = {
  'inline field': ['inline field', ']'],
  'chord symbol': ['chord symbol', '"'],
  annotation: ['annotation', '"'],
  decoration: ['decoration', ''],
};

const FIELD_LINES: Readonly<Record<string, Place>> = { w: 'lyric', s: 'symbol' };

/** The place of the cursor at `offset` within or at the end of `token`. */
function placeIn(text: string, token: Token, offset: number, line: Place | null, inBody: boolean): Place {
  const inside = INSIDE[token.kind];
  if (inside) return inside;
  const enclosed = ENCLOSED[token.kind];
  if (enclosed) {
    const [place, mark] = enclosed;
    const closed = token.end - token.start > 1 && text.slice(token.start, token.end).endsWith(mark);
    if (offset < token.end || !closed) return place;
  }
  return line ?? (inBody ? 'body' : 'header');
}

/** What holds at `offset` of a tune's text; `fileHeader` is the text of the file's header, if it has one. */
export function contextAt(tuneText: string, offset: number, fileHeader = ''): Context {
  const tokens = scanTune(tuneText);
  const voices = new VoiceSettings(settingsOf(fieldsOfText(fileHeader)));
  const fields = new Map<string, string>();
  let inBody = false;
  let place: Place = 'header';
  let line: Place | null = null;
  for (const [index, token] of tokens.entries()) {
    if (token.start >= offset) break;
    const field = fieldAt(tuneText, tokens, index);
    if (token.kind === 'line break') line = null;
    else if (field && !field.inline) line = inBody ? (FIELD_LINES[field.letter] ?? 'field') : 'header';
    else if (!inBody && isMusic(token.kind)) inBody = true; // Without a K:, the first music starts the body.
    place = placeIn(tuneText, token, offset, line, inBody);
    if (!field || field.end > offset) continue;
    voices.apply(field.letter, field.value);
    if (field.letter !== 'T' || !fields.has('T')) fields.set(field.letter, field.value);
    inBody ||= field.letter === 'K' && !field.inline;
  }
  const { meter, key } = voices.current;
  const unitNoteLength = unitNoteLengthOf(voices.current);
  return { place, meter, unitNoteLength, key, rhythm: fields.get('R') ?? '', voice: voices.voice, fields };
}
