import type { TextEdit } from '../book.ts';
import { skipLine, skipLineBreak } from '../scan/characters.ts';
import { type Diagnostic, error, information, inserting, replacing, warning } from './diagnostic.ts';
import type { TuneField, TuneReading } from './reading.ts';

const HEADER_ONLY = 'ABCDFGHOSXZ';

function missingKey({ text, fields }: TuneReading): Diagnostic | null {
  if (fields.some(({ letter, inline }) => letter === 'K' && !inline)) return null;
  const header = fields.filter(({ letter, inline }) => !inline && !'wsWV'.includes(letter));
  const last = header.at(-1);
  const range = { start: 0, end: Math.max(1, text.search(/[\r\n]|$/)) };
  const message = 'This tune has no K: field; the key ends the header and must be there.';
  if (!last) return error('key-missing', range, message);
  const end = last.end + (/^.*/.exec(text.slice(last.end))?.[0].length ?? 0);
  return error('key-missing', range, message, inserting('Add K:C', end, '\nK:C'));
}

/** The edits that move the line of a field to before another line, or behind it. */
function movingLine(text: string, field: TuneField, to: number): TextEdit[] {
  const end = skipLineBreak(text, skipLine(text, field.start));
  const line = text.slice(field.start, end);
  const insertion = { start: to, end: to, text: /[\r\n]$/.test(line) ? line : `${line}\n` };
  const removal = { start: field.start, end, text: '' };
  return to <= field.start ? [insertion, removal] : [removal, insertion];
}

function misplaced(field: TuneField, { text, fields }: TuneReading): Diagnostic | null {
  const { letter, inBody, inline } = field;
  if (!inBody || !HEADER_ONLY.includes(letter)) return null;
  const key = fields.find((other) => other.letter === 'K' && !other.inline);
  const edits = key && !inline && letter !== 'X' ? movingLine(text, field, key.start) : null;
  const fix = edits ? { title: 'Move it to the header', edits } : undefined;
  // Players pass over it, and sets of tunes have one for each of theirs.
  return information('field-misplaced', field, `${letter}: belongs in the header, before K:.`, fix);
}

function title({ text, fields }: TuneReading): Diagnostic | null {
  const first = fields[0];
  if (first?.letter !== 'X') return null;
  const header = fields.filter(({ inBody }) => !inBody);
  const found = header.find(({ letter }) => letter === 'T');
  if (!found) {
    const after = first.end + (/^.*/.exec(text.slice(first.end))?.[0].length ?? 0);
    const fix = inserting('Add a title', after, '\nT:Untitled');
    return information('title-missing', first, 'This tune has no title (T:).', fix);
  }
  if (header.indexOf(found) <= 1) return null;
  const after = skipLineBreak(text, skipLine(text, first.start));
  const fix = { title: 'Move it there', edits: movingLine(text, found, after) };
  return information('title-misplaced', found, 'T: should come straight after X:.', fix);
}

function number({ fields }: TuneReading): Diagnostic | null {
  const first = fields[0];
  if (first?.letter !== 'X' || /^\d+$/.test(first.value)) return null;
  const value = /\d{1,9}/.exec(first.value)?.[0] ?? '1';
  const fix = replacing(`Write X:${value}`, { start: first.valueStart, end: first.valueEnd }, value);
  return error(
    'number-bad',
    first,
    'X: takes a number, the one by which the tune is known in its file.',
    fix,
  );
}

/** Lines of a header that are no field. In ABC 1 the history (H:) goes on until the next one. */
function strayText({ text, tokens }: TuneReading): Diagnostic[] {
  let field = '';
  return tokens.flatMap((token) => {
    if (token.kind === 'field letter') field = text.charAt(token.start);
    if (token.kind !== 'text' || field === 'H') return [];
    return warning(
      'header-text',
      token,
      'This line of the header is no field: a field starts with a letter and a colon.',
      replacing('Make it a comment', token, `% ${text.slice(token.start, token.end)}`),
    );
  });
}

/** What is missing or misplaced in a tune's header. */
export function headerDiagnostics(reading: TuneReading): Diagnostic[] {
  const single = [number(reading), missingKey(reading), title(reading)].flatMap((found) => found ?? []);
  return [
    ...single,
    ...reading.fields.flatMap((field) => misplaced(field, reading) ?? []),
    ...strayText(reading),
  ];
}
