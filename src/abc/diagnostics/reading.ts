import { type Bar, barsOf } from '../bars.ts';
import { type Field, fieldAt, fieldsIn } from '../fields.ts';
import { scanText, scanTune } from '../scan.ts';
import { textOf, type Token } from '../token.ts';
import { voiceId } from '../voice.ts';

/** A field and whether it stands behind the tune's first K:. */
export interface TuneField extends Field {
  readonly inBody: boolean;
}

/** One tune, read once for all rules. */
export interface TuneReading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly fields: readonly TuneField[];
  readonly fileFields: readonly Field[];
  /** The `%%…` lines of the file header and of the tune. */
  readonly directives: readonly string[];
  readonly bars: readonly Bar[];
}

function fieldsOf(text: string, tokens: readonly Token[]): TuneField[] {
  const fields: TuneField[] = [];
  let inBody = false;
  for (let index = 0; index < tokens.length; index++) {
    const field = fieldAt(text, tokens, index);
    if (!field) continue;
    fields.push({ ...field, inBody });
    inBody ||= field.letter === 'K' && !field.inline;
  }
  return fields;
}

function directivesIn(text: string, tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.kind === 'directive' ? textOf(text, token) : []));
}

/** Reads a tune; `fileHeader` is the text of the file's header. */
export function readTune(text: string, fileHeader: string): TuneReading {
  const tokens = scanTune(text);
  const fileTokens = scanText(fileHeader);
  return {
    text,
    tokens,
    fields: fieldsOf(text, tokens),
    fileFields: fieldsIn(fileHeader, fileTokens),
    directives: [...directivesIn(fileHeader, fileTokens), ...directivesIn(text, tokens)],
    bars: barsOf(text, tokens, fileHeader),
  };
}

/** Which voice each token stands in, asked from the first to the last; empty before the first V: of the body. */
export function voiceReader({ fields }: TuneReading): (token: Token) => string {
  const changes = new Map(
    fields.flatMap(({ letter, value, start, inBody }) =>
      letter === 'V' && inBody ? [[start, voiceId(value)]] : [],
    ),
  );
  let voice = '';
  return ({ start }) => (voice = changes.get(start) ?? voice);
}
