import { fieldAt } from '../../abc/fields.ts';
import { textOf, type Token } from '../../abc/token.ts';
import { explainBarLine } from './bar.ts';
import { explainField } from './fields.ts';
import { type Explanation, type Passage, tokenIndexAt } from './passage.ts';
import { explainDecoration, explainDirective, explainShorthand } from './signs.ts';
import { explainSound } from './sounds.ts';

type Rule = (passage: Passage, token: Token) => Explanation | null;

const RULES: Partial<Record<Token['kind'], Rule>> = {
  note: explainSound,
  rest: explainSound,
  'multimeasure rest': explainSound,
  'bar line': explainBarLine,
  decoration: explainDecoration,
  shorthand: explainShorthand,
  directive: ({ text }, token) => explainDirective(textOf(text, token).slice(2), token),
};

/** Tokens from a field's letter to the end of its value. */
const FIELD_TOKENS: ReadonlySet<Token['kind']> = new Set([
  'field letter',
  'field value',
  'lyrics',
  'symbols',
  'space',
]);

function explainFieldAt({ text, tokens }: Passage, index: number): Explanation | null {
  let at = index;
  while (at > 0 && tokens[at]?.kind !== 'field letter' && FIELD_TOKENS.has(tokens[at]?.kind ?? 'text')) at--;
  const field = fieldAt(text, tokens, at);
  return field ? explainField(field) : null;
}

/** Explains what stands at an offset of a passage; null where there is nothing to say. */
export function explainAt(passage: Passage, offset: number): Explanation | null {
  const found = explanationAt(passage, tokenIndexAt(passage, offset));
  // Blanks behind a field's value are no part of what is explained.
  return found !== null && offset < found.end ? found : null;
}

function explanationAt(passage: Passage, index: number): Explanation | null {
  const token = passage.tokens[index];
  if (!token) return null;
  const rule = RULES[token.kind];
  if (rule) return rule(passage, token);
  return token.kind === 'inline field' || FIELD_TOKENS.has(token.kind)
    ? explainFieldAt(passage, index)
    : null;
}
