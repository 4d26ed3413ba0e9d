import { flag, integer, number, text } from './options.ts';

/** Options that `continue` and `compose` share. */
export const SAMPLING_OPTIONS = {
  model: text(undefined),
  temperature: number({ min: 0, max: 5 }, 0.8),
  'top-p': number({ min: 0.01, max: 1 }, 0.95),
  seed: integer({ min: 0, max: 2 ** 32 - 1 }, undefined),
  unconstrained: flag,
  'no-echo': flag,
  json: flag,
};

/** The seed given, or one from the clock, so that two runs differ unless asked not to. */
export function seedOr(given: number | undefined): number {
  return given ?? Date.now() % 2 ** 32;
}
