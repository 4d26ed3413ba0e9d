import type { TextRange } from '../book.ts';
import type { Field } from '../fields.ts';
import { parseKey } from '../key.ts';
import { parseUnitNoteLength } from '../length.ts';
import { readMeter } from '../meter.ts';
import { type Diagnostic, error, inserting, replacing, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** Letters that ABC 2.1 §3 gives a meaning, `+` included; E: (see deprecated.ts) and d: (abc2ps's s:) are old ones. */
const KNOWN = 'ABCDEFGHIKLMNOPQRSTUVWXZdmrsw+';
const INLINE = 'IKLMmNPQRrUV';
/** `1/4=120`, `1/8 3/8=40`, abcm2ps's `1/4=ca. 80` and `1/4=3/8`; `120`, `C3=40`; words on either side. */
const TEMPO =
  /^\s*(?:"[^"]*"\s*)?(?:(?:\d+\/\d+\s+)*\d+\/\d+\s*=\s*(?:\d+\/\d+|(?:ca\.?\s*)?\d+(?:\.\d+)?)|\d+|C\d*\s*=\s*\d+)?\s*(?:"[^"]*")?\s*$/;

const valueOf = ({ valueStart, valueEnd }: Field): TextRange => ({ start: valueStart, end: valueEnd });

function unitNoteLength(field: Field): Diagnostic | null {
  if (parseUnitNoteLength(field.value) || /^auto$/i.test(field.value)) return null;
  return error(
    'unit-note-length-bad',
    field,
    `“${field.value}” is no unit note length: write L:1/8 or the like.`,
    replacing('Write L:1/8', valueOf(field), '1/8'),
  );
}

function meter(field: Field): Diagnostic | null {
  if (readMeter(field.value)) return null;
  return error(
    'meter-bad',
    field,
    `“${field.value}” is no meter: write M:6/8, M:C, M:C|, M:(2+3)/8 or M:none.`,
  );
}

function key(field: Field): Diagnostic | null {
  const { unexplained, kind } = parseKey(field.value);
  if (unexplained === '') return null;
  // Without a tonic nothing would be left.
  const rest = field.value.replace(unexplained, '').trim();
  const fix =
    kind === 'key' && rest !== field.value ? replacing(`Write K:${rest}`, valueOf(field), rest) : undefined;
  return error(
    'key-bad',
    field,
    `“${unexplained}” is no part of a key: write K:D, K:Am, K:Edor, K:HP or K:none.`,
    fix,
  );
}

function tempo(field: Field): Diagnostic | null {
  if (field.value.length < 200 && TEMPO.test(field.value)) return null;
  const words = /^[^"\d=]+$/.test(field.value) ? `"${field.value}"` : null;
  const fix = words === null ? undefined : replacing(`Write Q:${words}`, valueOf(field), words);
  return warning('tempo-bad', field, `“${field.value}” is no tempo: write Q:1/4=120 or Q:"Allegro".`, fix);
}

const VALUES: Readonly<Record<string, (field: Field) => Diagnostic | null>> = {
  L: unitNoteLength,
  M: meter,
  K: key,
  Q: tempo,
};

function letter(field: Field): Diagnostic | null {
  if (!KNOWN.includes(field.letter)) {
    const fix = field.inline
      ? replacing('Delete it', field, '')
      : inserting('Make it a comment', field.start, '% ');
    return warning('field-unknown', field, `${field.letter}: is no field of ABC.`, fix);
  }
  if (field.inline && !INLINE.includes(field.letter)) {
    const fix = inserting('Make it a remark', field.start + 1, 'r:');
    return warning('field-not-inline', field, `${field.letter}: cannot stand within a line of music.`, fix);
  }
  return null;
}

function unclosed({ text }: TuneReading, field: Field): Diagnostic | null {
  if (!field.inline || text[field.end - 1] === ']') return null;
  return error('inline-field-unclosed', field, 'This inline field is not closed: a ] is missing.', {
    title: 'Close it',
    edits: [{ start: field.end, end: field.end, text: ']' }],
  });
}

/** Fields that ABC does not know, that may not stand where they do, or whose values make no sense. */
export function fieldDiagnostics(reading: TuneReading): Diagnostic[] {
  return reading.fields.flatMap((field) => {
    const found = letter(field) ?? unclosed(reading, field) ?? VALUES[field.letter]?.(field);
    return found ?? [];
  });
}
