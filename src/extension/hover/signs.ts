import { SHORTHANDS } from '../../abc/decorations.ts';
import { fieldsOfText, fieldAt } from '../../abc/fields.ts';
import { DECORATION_TEXTS } from '../../abc/reference/decorations.ts';
import { DIRECTIVE_TEXTS } from '../../abc/reference/directives.ts';
import { INSTRUMENTS } from '../../abc/reference/instruments.ts';
import { textOf, type Token } from '../../abc/token.ts';
import type { Explanation, Passage } from './passage.ts';

/** `!trill!` or `+trill+`. */
export function explainDecoration({ text }: Passage, token: Token): Explanation | null {
  const name = text.slice(token.start + 1, token.end - 1);
  const meaning = DECORATION_TEXTS.get(name);
  return meaning === undefined
    ? null
    : { start: token.start, end: token.end, title: `!${name}!`, text: meaning };
}

/** The value of the last U: that gives a letter a meaning: `!trill!`. */
function definitionOf({ text, tokens, fileHeader }: Passage, letter: string): string | undefined {
  const fields = [...fieldsOfText(fileHeader), ...tokens.flatMap((_, i) => fieldAt(text, tokens, i) ?? [])];
  const values = fields.filter((field) => field.letter === 'U').map(({ value }) => value);
  const found = values.findLast((value) => /^(\S)\s*=/.exec(value)?.[1] === letter);
  return found?.slice(found.indexOf('=') + 1).trim();
}

/** One letter that stands for a decoration, by U: or by the standard. */
export function explainShorthand(passage: Passage, token: Token): Explanation | null {
  const letter = textOf(passage.text, token);
  const defined = definitionOf(passage, letter);
  const name = defined === undefined ? SHORTHANDS[letter] : defined.replaceAll(/^[!+]|[!+]$/g, '');
  if (name === undefined) return null;
  const title = defined === undefined ? `${letter} = !${name}!` : `${letter} = ${defined}`;
  return { start: token.start, end: token.end, title, text: DECORATION_TEXTS.get(name) ?? '' };
}

/** The name of a directive as it is looked up, and what follows it: `MIDI program`, `1 40`. */
function directiveName(text: string): { name: string; rest: string } {
  const [first = '', ...others] = text.trim().split(/\s+/);
  const words = first === 'MIDI' ? 2 : 1;
  return {
    name: [first, ...others].slice(0, words).join(' '),
    rest: [first, ...others].slice(words).join(' '),
  };
}

/** Instruments by number in `%%MIDI program [channel] number`, `chordprog` and `bassprog`. */
function instrumentOf(name: string, rest: string): string {
  if (!/^MIDI (?:program|chordprog|bassprog)$/.test(name)) return '';
  const numbers = rest.match(/\d+/g) ?? [];
  const number = Number(name === 'MIDI program' ? numbers.slice(0, 2).at(-1) : numbers[0]);
  const instrument = INSTRUMENTS[number];
  return instrument === undefined ? '' : ` ${number} is ${instrument}.`;
}

/** A `%%` line, or the value of I:, given as the range it takes up. */
export function explainDirective(
  content: string,
  range: { readonly start: number; readonly end: number },
): Explanation | null {
  const { name, rest } = directiveName(content);
  const meaning = DIRECTIVE_TEXTS.get(name);
  if (meaning === undefined) return null;
  return { ...range, title: `%%${name}`, text: meaning + instrumentOf(name, rest) };
}
