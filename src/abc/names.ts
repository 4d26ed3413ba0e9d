import { definedShorthand } from './decorations.ts';
import { type Field, fieldAt } from './fields.ts';
import { scanText, scanTune } from './scan.ts';
import type { Token } from './token.ts';
import { voiceId } from './voice.ts';

/** A place where something stands that the tune's writer has named: a voice, or a symbol of U:. */
export interface Name {
  readonly kind: 'voice' | 'symbol';
  /** The id of a voice, the letter of a symbol. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is a V: or U: that says what it means. */
  readonly defines: boolean;
}

/** What parts the ids of %%score, blanks besides. */
const VOICES = /[^\s()[\]{}|*+\\]+/g;

/** Instructions that name voices: any number of them, or one. */
const SCORE = /^(?:score|staves)\s/;
const ONE_VOICE = /^(?:MIDI\s+voice|voice)\s+(?=[^\s=]+(?:\s|$))/;

/** Voices that a directive or I: names; `content` stands at `offset`. */
function instructed(content: string, offset: number): Name[] {
  const text = /^[^%]*/.exec(content)?.[0] ?? '';
  const head = (SCORE.exec(text) ?? ONE_VOICE.exec(text))?.[0].length;
  if (head === undefined) return [];
  const ids = [...text.slice(head).matchAll(VOICES)].slice(0, SCORE.test(text) ? undefined : 1);
  return ids.map(({ 0: name, index }) => {
    const start = offset + head + index;
    return { kind: 'voice', name, start, end: start + name.length, defines: false };
  });
}

/** What the fields V:, U: and I: name. */
function namedByField(text: string, field: Field, inBody: boolean): Name[] {
  const { letter, value, valueStart, valueEnd } = field;
  // The value of an inline field may have blanks before it.
  const start = valueStart + (/^\s*/.exec(text.slice(valueStart, valueEnd))?.[0].length ?? 0);
  if (letter === 'I') return instructed(value, start);
  const name = letter === 'V' ? voiceId(value) : letter === 'U' ? (definedShorthand(value) ?? '') : '';
  // `V:*` stands for all voices.
  if (name === '' || name === '*') return [];
  const kind = letter === 'V' ? 'voice' : 'symbol';
  const defines = letter === 'U' || !inBody;
  return [{ kind, name, start, end: start + name.length, defines }];
}

/** What a token alone names. */
function namedByToken(text: string, { kind, start, end }: Token): Name[] {
  if (kind === 'directive') {
    const blanks = /^%%\s*/.exec(text.slice(start, end))?.[0].length ?? 2;
    return instructed(text.slice(start + blanks, end), start + blanks);
  }
  const name = kind === 'shorthand' ? text.slice(start, end) : '.';
  // U: gives a dot no other meaning.
  return name === '.' ? [] : [{ kind: 'symbol', name, start, end, defines: false }];
}

/** All names in a tune, or in a text between tunes such as a file header, in order. */
export function namesOf(text: string, isTune: boolean): Name[] {
  const tokens = isTune ? scanTune(text) : scanText(text);
  let inBody = false;
  return tokens.flatMap((token, index) => {
    const field = fieldAt(text, tokens, index);
    if (!field) return namedByToken(text, token);
    const names = namedByField(text, field, inBody);
    inBody ||= field.letter === 'K' && !field.inline;
    return names;
  });
}
