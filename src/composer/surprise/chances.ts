import type { Alphabet } from '../constraint/alphabet.ts';

/** Characters that can begin a note or a rest in canonical text, and those that can go on with one. */
const BEGINS = 'ABCDEFGabcdefgzx^_=';
const GOES_ON = "0123456789/,'";

/**
 * How likely the network finds a note: the product of its characters' chances in the plain softmax and the chance
 * that the note ends there, so that those of all notes add up to 1 and `A` and `A2` can be compared.
 *
 * The first character's chance is that among the characters which can begin a note or rest. That a note comes here,
 * rather than a blank, a bar line or a slur, is no news of the note: people set blanks as they like.
 */
export interface Chances {
  /** Natural logarithms, from the logits [V] that foretell the character in question; `index` is that character. */
  readonly begin: (logits: Float32Array, index: number) => number;
  readonly goOn: (logits: Float32Array, index: number) => number;
  /** Of no more characters to the note. */
  readonly end: (logits: Float32Array) => number;
}

export function createChances({ characters }: Alphabet): Chances {
  const all = characters.map((_, index) => index);
  const having = (set: string, wanted: boolean): number[] =>
    all.filter((index) => (index > 0 && set.includes(characters[index] ?? '')) === wanted);
  const beginnings = having(BEGINS, true);
  const others = having(GOES_ON, false);
  return {
    begin: (logits, index) => (logits[index] ?? 0) - logSum(logits, beginnings),
    goOn: (logits, index) => (logits[index] ?? 0) - logSum(logits, all),
    end: (logits) => logSum(logits, others) - logSum(logits, all),
  };
}

/** Logarithm of the sum of exponentials of some logits. */
function logSum(logits: Float32Array, indices: readonly number[]): number {
  let highest = -Infinity;
  for (const index of indices) highest = Math.max(highest, logits[index] ?? 0);
  let sum = 0;
  for (const index of indices) sum += Math.exp((logits[index] ?? 0) - highest);
  return highest + Math.log(sum);
}
