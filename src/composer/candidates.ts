import { forkRandom, type Random } from '../model/random.ts';
import type { Generated } from './generate.ts';

/** Rounds in which texts that came twice are tried again, each round a little more adventurous. */
const ROUNDS = 4;
const WARMER = 0.25;

/**
 * Gathers `count` texts that differ, as far as a few rounds of `generate` give them, the likeliest per character
 * first. `generate` writes one text per random state.
 */
export async function distinctCandidates(
  count: number,
  temperature: number,
  random: Random,
  generate: (randoms: readonly Random[], temperature: number) => Promise<Generated[]>,
): Promise<Generated[]> {
  const found = new Map<string, Generated>();
  for (let round = 0; round < ROUNDS && found.size < count; round++) {
    const wanted = count - found.size;
    const randoms = Array.from({ length: wanted }, () => forkRandom(random));
    for (const candidate of await generate(randoms, temperature + round * WARMER)) {
      if (candidate.text.trim() !== '' && !found.has(candidate.text)) found.set(candidate.text, candidate);
    }
  }
  return byLikelihood([...found.values()]);
}

/** The likeliest per character first. */
function byLikelihood(texts: readonly Generated[]): Generated[] {
  return [...texts].sort((a, b) => perCharacter(b) - perCharacter(a));
}

function perCharacter({ text, logProbability }: Generated): number {
  return logProbability / Math.max(1, text.length);
}
