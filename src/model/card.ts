import * as v from 'valibot';
import { EchoTableSchema } from './echo.ts';
import { ModelError } from './error.ts';

const Source = v.looseObject({ source: v.string(), licence: v.string(), credit: v.string() });

const CardSchema = v.looseObject({
  /** Version of this record. */
  format: v.literal(1),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Character of every index; index 0 is the unknown character. */
  vocabulary: v.pipe(v.array(v.pipe(v.string(), v.length(1))), v.minLength(2), v.maxLength(65_536)),
  /** How text was prepared: version of the canonical form, … */
  preparation: v.looseObject({ canonical: v.number() }),
  /** How the model was trained: settings, steps, time, machine. */
  training: v.optional(v.record(v.string(), v.unknown()), {}),
  /** What it was trained on, with licence and credit. */
  data: v.optional(v.array(Source), []),
  /** How bars echo earlier ones in what it was trained on. */
  echo: v.optional(EchoTableSchema),
  /** How well it does: bits per character and the like. */
  figures: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** The record `tunewright.json` beside a model's weights. Keys it does not know are kept. */
export type Card = v.InferOutput<typeof CardSchema>;

/** Reads a card from the text of tunewright.json. Throws a ModelError. */
export function parseCard(text: string): Card {
  const record = parseJson('tunewright.json', text);
  const format = v.safeParse(v.looseObject({ format: v.number() }), record);
  if (format.success && format.output.format !== 1) {
    throw new ModelError(
      `tunewright.json has format ${format.output.format}; this version of Tunewright reads format 1`,
    );
  }
  return parseRecord('tunewright.json', CardSchema, record);
}

/** The text of tunewright.json. */
export function formatCard(card: Card): string {
  return `${JSON.stringify(card, null, 2)}\n`;
}

/** JSON of a named file, or a ModelError. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelError(`${file} is not JSON: it is damaged or was cut short`);
  }
}

/** A record checked against a schema, or a ModelError that names the first place that is wrong. */
export function parseRecord<S extends v.GenericSchema>(
  file: string,
  schema: S,
  record: unknown,
): v.InferOutput<S> {
  const result = v.safeParse(schema, record);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new ModelError(`${file}${place === null ? '' : `, ${place}`}: ${issue.message.split('\n')[0] ?? ''}`);
}
