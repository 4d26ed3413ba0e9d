import type { Alphabet } from './constraint/alphabet.ts';

/** Whether the model would rather end the bar here than write anything else, and may not: there is room left. */
export function wouldEndBar({ indexOf }: Alphabet, logits: Float32Array, mask: Uint8Array): boolean {
  const highest = logits.reduce((best, logit) => Math.max(best, logit), -Infinity);
  return ['|', ':'].some((character) => {
    const index = indexOf.get(character) ?? 0;
    return mask[index] === 0 && logits[index] === highest;
  });
}

/** Masks rests, unless nothing else is left: a bar that the model took for full is filled with notes. */
export function avoidRests({ indexOf }: Alphabet, mask: Uint8Array): void {
  const rests = ['z', 'x', 'Z'].flatMap((rest) => indexOf.get(rest) ?? []);
  const others = mask.some((may, index) => may === 1 && !rests.includes(index));
  if (others) for (const rest of rests) mask[rest] = 0;
}
