import { advance } from '../../../src/composer/constraint/advance.ts';
import type { Alphabet } from '../../../src/composer/constraint/alphabet.ts';
import { withGoal } from '../../../src/composer/constraint/goal.ts';
import { allowed } from '../../../src/composer/constraint/mask.ts';
import type { Reading } from '../../../src/composer/constraint/reading.ts';
import { nextFloat, type Random } from '../../../src/model/random.ts';

/** How often a character is taken, so that walks look a little like tunes and visit everything. */
const WEIGHTS = new Map<string, number>([
  ...Array.from('ABcdefgG', (letter) => [letter, 4] as const),
  ['|', 8],
  ['2', 3],
  ['\n', 2],
]);

/** One allowed character drawn at random; null where none is allowed. */
function drawAllowed(alphabet: Alphabet, reading: Reading, random: Random): string | null {
  const mask = new Uint8Array(alphabet.characters.length);
  if (allowed(alphabet, reading, mask) === 0) return null;
  const choices = alphabet.characters.filter((_, index) => mask[index] === 1);
  const weights = choices.map((character) => WEIGHTS.get(character) ?? 1);
  let left = nextFloat(random) * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, character] of choices.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return character;
  }
  return choices.at(-1) ?? null;
}

export interface Walk {
  readonly text: string;
  /** Whether the tune came to its end rather than to a state where nothing is allowed, or to no end. */
  readonly ended: boolean;
}

/** Draws allowed characters: `free` of them as they come, then on to the tune's end. */
export function walk(alphabet: Alphabet, start: Reading, random: Random, free: number): Walk {
  let reading = start;
  let text = '';
  for (let step = 0; step < free + 2000; step++) {
    if (step === free) reading = withGoal(reading, 'finish');
    const character = drawAllowed(alphabet, reading, random);
    if (character === null) return { text, ended: false };
    text += character;
    reading = advance(reading, character);
    if (reading.mode === 'end') return { text, ended: true };
  }
  return { text, ended: false };
}
