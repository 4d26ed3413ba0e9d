import { settle } from './advance.ts';
import type { Alphabet } from './alphabet.ts';
import { mayContinue, mayFollow, maySettle } from './permits.ts';
import type { Reading } from './reading.ts';

/**
 * Which characters may be written next: sets mask [V] to 1 for those and to 0 for the others.
 * Returns how many they are.
 */
export function allowed(alphabet: Alphabet, reading: Reading, mask: Uint8Array): number {
  const settled = maySettle(alphabet, reading) ? settle(reading) : null;
  let count = 0;
  mask.fill(0);
  alphabet.characters.forEach((character, index) => {
    if (index === 0) return;
    const may =
      mayContinue(alphabet, reading, character) ||
      (settled !== null && mayFollow(alphabet, settled, character));
    if (may) {
      mask[index] = 1;
      count++;
    }
  });
  return count;
}
