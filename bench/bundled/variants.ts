import { BUNDLED_RECIPE, type Recipe } from '../../src/training/recipe.ts';

/** A recipe that the bundled model might have had. */
export interface Variant {
  readonly name: string;
  readonly recipe: Recipe;
}

const BASE: Recipe = { ...BUNDLED_RECIPE, dropout: 0.15 };
const variant = (name: string, changes: Partial<Recipe>): Variant => ({
  name,
  recipe: { ...BASE, ...changes },
});

/** Sizes first; then, at the smallest size, one thing changed at a time. */
export const VARIANTS: readonly Variant[] = [
  variant('2×256', {}),
  variant('2×384', { units: 384 }),
  variant('2×512', { units: 512 }),
  variant('3×512', { layers: 3, units: 512 }),
  variant('2×256, no dropout', { dropout: 0 }),
  variant('2×256, dropout 0.3', { dropout: 0.3 }),
  variant('2×256, own keys only', { transpose: false }),
  variant('2×256, state not carried over', { carryState: false }),
  variant('2×256, chunks of 256, batch of 16', { sequence: 256, batch: 16 }),
  variant('2×256, chunks of 64, batch of 64', { sequence: 64, batch: 64 }),
];
