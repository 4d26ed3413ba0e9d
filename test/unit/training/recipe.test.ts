import { expect, test } from 'vitest';
import { BUNDLED_RECIPE, recipeFor } from '../../../src/training/recipe.ts';

test('a large corpus gets the bundled recipe', () => {
  expect(recipeFor(600_000, false)).toEqual({ recipe: BUNDLED_RECIPE, epochs: 40 });
});

test('the fewer the tunes, the more passes and the more dropout, within bounds', () => {
  const epochs = [500, 5_000, 50_000, 500_000, 5_000_000].map(
    (characters) => recipeFor(characters, false).epochs,
  );
  expect(epochs).toEqual([300, 300, 133, 42, 40]);
  expect(recipeFor(5_000, false).recipe.dropout).toBeGreaterThan(BUNDLED_RECIPE.dropout);
});

test('going on from a model is gentler and shorter', () => {
  const { recipe, epochs } = recipeFor(50_000, true);
  expect(recipe.peakRate).toBeLessThan(BUNDLED_RECIPE.peakRate);
  expect(epochs).toBe(45);
});
