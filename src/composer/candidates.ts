import { forkRandom, type Random } from '../model/random.ts';
import type { Generated } from './generate.ts';

/** Rounds in which texts that came twice are tried again, each round a little more adventurous. */
const ROUNDS = 4;
const WARMER = 0.25;

/** What canonical music holds besides what makes it sound another tune: chord symbols, ornaments, slurs, blanks. */
const DRESS = /"[^"\n]*"|\{[^}\n]*\}|[\s.~HLMOPSTuv)]|\((?!\d)/g;

/** Canonical music by which it is compared with other music. */
export function musicOf(text: string): string {
  return text.replace(DRESS, '');
}

export interface Gathering {
  readonly count: number;
  readonly temperature: number;
  readonly random: Random;
  /** Of two texts that it makes the same, only the first is kept. */
  readonly likeness: (text: string) => string;
}

/**
 * Gathers `count` texts that differ, as far as a few rounds of `generate` give them, the likeliest per character
 * first. `generate` writes one text per random state.
 */
export async function distinctCandidates(
  { count, temperature, random, likeness }: Gathering,
  generate: (randoms: readonly Random[], temperature: number) => Promise<Generated[]>,
): Promise<Generated[]> {
  const found = new Map<string, Generated>();
  for (let round = 0; round < ROUNDS && found.size < count; round++) {
    const wanted = count - found.size;
    const randoms = Array.from({ length: wanted }, () => forkRandom(random));
    for (const candidate of await generate(randoms, temperature + round * WARMER)) {
      const known = likeness(candidate.text);
      if (known !== '' && !found.has(known)) found.set(known, candidate);
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
