import type { TextEdit } from '../book.ts';
import { type Field, fieldAt, fieldsIn, fieldsOfText } from '../fields.ts';
import { divide, formatFraction, fraction, type Fraction, multiply, ONE } from '../fraction.ts';
import { parseUnitNoteLength } from '../length.ts';
import { scanTune } from '../scan.ts';
import { skipLine, skipLineBreak } from '../scan/characters.ts';
import { unitNoteLengthOf } from '../settings.ts';
import type { Token } from '../token.ts';
import { settingsOf, VoiceSettings } from '../voice.ts';
import { checked, hasMacros, lengthEdits, MACROS, one, refused, type Rewritten } from './lengths.ts';

/** A tempo that counts unit note lengths, `Q:120` or `Q:C3=40`, with the length it means. */
function tempoEdit({ value, valueStart, valueEnd }: Field, unit: Fraction): TextEdit | null {
  const found = /^(\s*"[^"]*"\s*)?(C(\d{0,3})\s*=\s*)?(\d+)(\s*"[^"]*")?$/.exec(value);
  if (!found) return null;
  const [, before = '', , count = '', beats = '', after = ''] = found;
  const length = formatFraction(multiply(unit, fraction(Math.max(1, Number(count)))));
  return {
    start: valueStart,
    end: valueEnd,
    text: `${before}${length.includes('/') ? length : `${length}/1`}=${beats}${after}`,
  };
}

/** Where L: goes in a header that has none: behind its last M:, else before K:. */
function insertion(text: string, header: readonly Field[], unit: string): TextEdit | null {
  const key = header.find(({ letter }) => letter === 'K');
  if (!key) return null;
  const meter = header.findLast(({ letter }) => letter === 'M');
  const lineEnd = skipLine(text, key.start);
  const lineBreak = text.slice(lineEnd, skipLineBreak(text, lineEnd)) || '\n';
  const at = meter ? skipLineBreak(text, skipLine(text, meter.start)) : key.start;
  return { start: at, end: at, text: `L:${unit}${lineBreak}` };
}

/** The fields of a header: those on lines of their own up to K:. */
function headerOf(fields: readonly Field[]): Field[] {
  const lines = fields.filter(({ inline }) => !inline);
  const key = lines.findIndex(({ letter }) => letter === 'K');
  return lines.slice(0, key + 1);
}

/** The unit note length in force at each token. */
function unitsOf(text: string, tokens: readonly Token[], fileHeader: string): Fraction[] {
  const settings = new VoiceSettings(settingsOf(fieldsOfText(fileHeader)));
  return tokens.map((_, index) => {
    const field = fieldAt(text, tokens, index);
    if (field) settings.apply(field.letter, field.value);
    return unitNoteLengthOf(settings.current);
  });
}

function refusal(fields: readonly Field[], header: readonly Field[], fileHeader: string): string | null {
  if (header.length === 0) return 'The tune has no K: field, so its header is not complete.';
  if (hasMacros(fields, fileHeader)) return MACROS;
  const bad = fields.some(({ letter, value }) => letter === 'L' && !parseUnitNoteLength(value));
  return bad ? 'The tune has an L: field that is no length; correct it first.' : null;
}

/** Writes a tune in another unit note length throughout; it sounds as before. */
export function withUnitNoteLength(tuneText: string, unit: Fraction, fileHeader = ''): Rewritten {
  const tokens = scanTune(tuneText);
  const fields = fieldsIn(tuneText, tokens);
  const header = headerOf(fields);
  const reason = refusal(fields, header, fileHeader);
  if (reason !== null) return refused(reason);
  const units = unitsOf(tuneText, tokens, fileHeader);
  const headerEnd = header.at(-1)?.start ?? 0;
  // Q: may stand before L: in a header; it means what the header says in the end.
  const ofHeader = units[tokens.findIndex(({ start }) => start === headerEnd)] ?? unit;
  const fieldEdits = tokens.flatMap((token, index) => {
    const field = fieldAt(tuneText, tokens, index);
    if (field?.letter === 'L')
      return { start: field.valueStart, end: field.valueEnd, text: formatFraction(unit) };
    if (field?.letter !== 'Q') return [];
    return one(tempoEdit(field, token.start < headerEnd ? ofHeader : (units[index] ?? unit)));
  });
  const added = header.some(({ letter }) => letter === 'L')
    ? []
    : one(insertion(tuneText, header, formatFraction(unit)));
  const lengths = lengthEdits(tuneText, tokens, (index) => divide(units[index] ?? ONE, unit));
  const edits = [...added, ...fieldEdits, ...lengths].sort((a, b) => a.start - b.start);
  return checked(tuneText, edits, fileHeader, () => ONE);
}
