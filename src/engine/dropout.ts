/**
 * Dropout masks from a counter instead of a sequence: whether an output is kept is a hash of its place, so every
 * engine draws the same mask in any order and on any thread, and a resumed run draws the ones it would have drawn.
 */

/** The key of one layer's outputs at one time in one row: hash it with the unit. */
export function dropoutKey(seed: number, step: number, layer: number, row: number, time: number): number {
  let key = hash(seed);
  for (const part of [step, layer, row, time]) key = hash(key ^ part);
  return key;
}

/** An output is kept if the upper 24 bits of its hash reach this. */
export function dropoutThreshold(rate: number): number {
  return Math.round(rate * 0x100_0000);
}

/** Whether a unit's output goes on to the next layer. */
function isKept(key: number, unit: number, threshold: number): boolean {
  return hash(key + Math.imul(unit, 0x9e3779b9)) >>> 8 >= threshold;
}

/** The scale of each unit's output [H] for a key: 0, or 1/(1−rate). */
export function dropoutMask(units: number, rate: number, key: number): Float64Array {
  const threshold = dropoutThreshold(rate);
  return Float64Array.from({ length: units }, (_, unit) =>
    isKept(key, unit, threshold) ? 1 / (1 - rate) : 0,
  );
}

/** MurmurHash3's 32-bit finaliser (Appleby, public domain): every input bit changes half of the output's. */
function hash(x: number): number {
  let z = x ^ 0x5bd1e995;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
