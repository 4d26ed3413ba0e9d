import * as v from 'valibot';

/** What of a model's record is shown; the record is the model's own affair and may hold anything. */
const shown = v.object({
  training: v.optional(
    v.object({
      tunes: v.optional(v.number()),
      from: v.optional(v.nullable(v.string())),
      recipe: v.optional(v.object({ layers: v.optional(v.number()), units: v.optional(v.number()) })),
    }),
  ),
  figures: v.optional(
    v.object({ validation: v.optional(v.object({ bitsPerCharacter: v.optional(v.number()) })) }),
  ),
});

/** One line about a model from the text of its tunewright.json: what it learnt and how well. Throws for no JSON. */
export function describeCard(json: string): string {
  const parsed = v.safeParse(shown, JSON.parse(json));
  if (!parsed.success) return '';
  const { training, figures } = parsed.output;
  const bits = figures?.validation?.bitsPerCharacter;
  const { layers, units } = training?.recipe ?? {};
  return [
    training?.tunes === undefined ? '' : `${training.tunes.toLocaleString('en')} tunes`,
    training?.from == null ? '' : `on top of ${training.from}`,
    layers === undefined || units === undefined ? '' : `${layers} × ${units} units`,
    bits === undefined ? '' : `${bits.toFixed(2)} bits per character on unseen tunes`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
