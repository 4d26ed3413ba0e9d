import { nextFloat, type Random } from '../model/random.ts';

export interface SamplingOptions {
  /** Divides the logits; 0 takes the likeliest character. */
  readonly temperature: number;
  /** Only the likeliest characters that together have this probability are drawn from (Holtzman et al. 2020). */
  readonly topP: number;
}

/** Room for one draw, allocated once. */
export interface SamplingSpace {
  /** [V] */
  readonly weights: Float64Array;
  /** [V] characters by falling weight */
  readonly order: Int32Array;
}

export function samplingSpace(vocabulary: number): SamplingSpace {
  return { weights: new Float64Array(vocabulary), order: new Int32Array(vocabulary) };
}

function likeliest(logits: Float32Array, mask: Uint8Array): number {
  let best = -1;
  for (let index = 0; index < mask.length; index++) {
    if (mask[index] === 0) continue;
    if (best < 0 || (logits[index] ?? 0) > (logits[best] ?? 0)) best = index;
  }
  return best;
}

/** Fills `weights` with the softmax of the allowed characters, up to a factor. Returns their sum. */
function weigh(logits: Float32Array, mask: Uint8Array, temperature: number, weights: Float64Array): number {
  const highest = logits[likeliest(logits, mask)] ?? 0;
  let sum = 0;
  for (let index = 0; index < mask.length; index++) {
    const weight = mask[index] === 0 ? 0 : Math.exp(((logits[index] ?? 0) - highest) / temperature);
    weights[index] = weight;
    sum += weight;
  }
  return sum;
}

/** Puts the likeliest characters that together reach `share` in order, their weights negated. Returns their number. */
function nucleus({ weights, order }: SamplingSpace, share: number): number {
  let gathered = 0;
  let count = 0;
  while (count < weights.length && (count === 0 || gathered < share)) {
    let best = 0;
    for (let index = 1; index < weights.length; index++) {
      if ((weights[index] ?? 0) > (weights[best] ?? 0)) best = index;
    }
    const weight = weights[best] ?? 0;
    if (weight <= 0) break;
    gathered += weight;
    order[count++] = best;
    weights[best] = -weight;
  }
  return count;
}

/**
 * Draws one character from the softmax of `logits` [V] over the characters whose mask [V] is 1. Allocates nothing.
 * Returns −1 where the mask allows nothing.
 */
export function sampleIndex(
  logits: Float32Array,
  mask: Uint8Array,
  { temperature, topP }: SamplingOptions,
  random: Random,
  space: SamplingSpace,
): number {
  const best = likeliest(logits, mask);
  if (best < 0 || temperature < 1e-6) return best;
  const sum = weigh(logits, mask, temperature, space.weights);
  const count = nucleus(space, topP * sum);
  let total = 0;
  for (let place = 0; place < count; place++) total -= space.weights[space.order[place] ?? 0] ?? 0;
  let left = nextFloat(random) * total;
  for (let place = 0; place < count; place++) {
    const index = space.order[place] ?? best;
    left += space.weights[index] ?? 0;
    if (left < 0) return index;
  }
  return best;
}

/** Natural logarithm of a character's probability under the plain softmax of `logits` [V]. */
export function logProbability(logits: Float32Array, index: number): number {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return (logits[index] ?? 0) - highest - Math.log(sum);
}
