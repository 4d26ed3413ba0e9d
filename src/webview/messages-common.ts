/** What the messages of all pages have in common. */
import * as v from 'valibot';

export const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
export const text = v.pipe(v.string(), v.maxLength(1_000_000));
export const shortText = v.pipe(v.string(), v.maxLength(4_000));

export const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a page remembers of what it showed, so that it can be restored after the window was reloaded. */
export const place = v.object({ uri: v.pipe(v.string(), v.maxLength(10_000)), offset });
export type Place = v.InferOutput<typeof place>;

/** The page has loaded, for the first time or again after having been hidden. */
export const ready = v.strictObject({ type: v.literal('ready') });

/** The page tried something its Content-Security-Policy forbids. */
export const violation = v.strictObject({
  type: v.literal('violation'),
  directive: shortText,
  blocked: shortText,
  where: shortText,
});

/** Something went wrong on the page. */
export const failure = v.strictObject({ type: v.literal('failure'), message: shortText });

/** What every page may tell of trouble. */
export type Trouble = v.InferOutput<typeof violation> | v.InferOutput<typeof failure>;

/** A value as a schema has it, or null if it is none. */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> | null {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}
