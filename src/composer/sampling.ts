import { nextFloat, type Random } from '../model/random.ts';
import { type Expectation, mix } from './echo.ts';

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
}

export function samplingSpace(vocabulary: number): SamplingSpace {
  return { weights: new Float64Array(vocabulary) };
}

function likeliest(values: Float32Array | Float64Array, mask: Uint8Array): number {
  let best = -1;
  for (let index = 0; index < mask.length; index++) {
    if (mask[index] === 0) continue;
    if (best < 0 || (values[index] ?? 0) > (values[best] ?? 0)) best = index;
  }
  return best;
}

/** Fills `weights` with the softmax over the allowed characters. */
function weigh(logits: Float32Array, mask: Uint8Array, temperature: number, weights: Float64Array): void {
  const highest = logits[likeliest(logits, mask)] ?? 0;
  let sum = 0;
  for (let index = 0; index < mask.length; index++) {
    const weight = mask[index] === 0 ? 0 : Math.exp(((logits[index] ?? 0) - highest) / temperature);
    weights[index] = weight;
    sum += weight;
  }
  for (let index = 0; index < mask.length; index++) weights[index] = (weights[index] ?? 0) / sum;
}

/** Keeps the likeliest characters that together reach `share`, as much of each other as they were. */
function keepNucleus({ weights }: SamplingSpace, share: number): void {
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
    count++;
    // Out of the search, but not forgotten.
    weights[best] = -weight;
  }
  for (let index = 0; index < weights.length; index++) {
    weights[index] = Math.max(0, -(weights[index] ?? 0)) / gathered;
  }
}

/**
 * Draws one character from the softmax of `logits` [V] over the characters whose mask [V] is 1, mixed with what
 * echoes expect, if anything. Temperature and top-p are for the network alone, whose tail is not to be trusted; echoes
 * come as often as they do in people's tunes. Allocates nothing where there are none. Returns −1 where the mask allows
 * nothing.
 */
export function sampleIndex(
  logits: Float32Array,
  mask: Uint8Array,
  { temperature, topP }: SamplingOptions,
  random: Random,
  space: SamplingSpace,
  expected: Expectation | null = null,
): number {
  const { weights } = space;
  const best = likeliest(logits, mask);
  const greedy = temperature < 1e-6;
  if (best < 0 || (greedy && expected === null)) return best;
  weigh(logits, mask, greedy ? 1 : temperature, weights);
  if (!greedy) keepNucleus(space, topP);
  if (expected !== null) mix(weights, expected, mask);
  if (greedy) return likeliest(weights, mask);
  let left = nextFloat(random);
  for (let index = 0; index < weights.length; index++) {
    left -= weights[index] ?? 0;
    if (left < 0) return index;
  }
  return likeliest(weights, mask);
}

/** Fills `probabilities` [V] with the softmax of `logits` [V]. */
export function softmax(logits: Float32Array, probabilities: Float64Array): void {
  const size = logits.length;
  let highest = -Infinity;
  for (let index = 0; index < size; index++) highest = Math.max(highest, logits[index] ?? 0);
  let sum = 0;
  for (let index = 0; index < size; index++) {
    const weight = Math.exp((logits[index] ?? 0) - highest);
    probabilities[index] = weight;
    sum += weight;
  }
  const scale = 1 / sum;
  for (let index = 0; index < size; index++) probabilities[index] = (probabilities[index] ?? 0) * scale;
}

/** Natural logarithm of a character's probability under the plain softmax of `logits` [V]. */
export function logProbability(logits: Float32Array, index: number): number {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return (logits[index] ?? 0) - highest - Math.log(sum);
}
