/** Dropout masks by hashing, the same as in ../../dropout.ts. */

/**
 * Scales the outputs of a layer at one time, or their gradients, by the mask: 0 or 1/(1−rate).
 * `source` and `target` may be the same; `firstRow` is the first row's place in the whole batch.
 */
export function applyDropout(
  rows: i32, unitPanels: i32, source: usize, target: usize, stride: usize, rate: f32, threshold: i32,
  seed: i32, step: i32, layer: i32, firstRow: i32, time: i32,
): void {
  const scale = f32x4.splat(1 / (1 - rate));
  const layerKey = hash(hash(hash(seed) ^ step) ^ layer);
  const low = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(GOLDEN));
  const limit = i32x4.splat(threshold);
  for (let row = 0; row < rows; row++) {
    let counter = i32x4.add(i32x4.splat(hash(hash(layerKey ^ (firstRow + row)) ^ time)), low);
    const offset = <usize>row << 5;
    for (let panel = 0; panel < unitPanels; panel++) {
      const place = <usize>panel * stride + offset;
      for (let half: usize = 0; half < 32; half += 16) {
        const kept = i32x4.ge_s(i32x4.shr_u(hashLanes(counter), 8), limit);
        const value = f32x4.mul(v128.load(source + place + half), scale);
        v128.store(target + place + half, v128.and(value, kept));
        counter = i32x4.add(counter, i32x4.splat(4 * GOLDEN));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
const GOLDEN: i32 = 0x9e3779b9;

/** MurmurHash3's 32-bit finaliser. */
// @ts-ignore: decorator
@inline
function hash(x: i32): i32 {
  let z: u32 = <u32>x ^ 0x5bd1e995;
  z = (z ^ (z >> 16)) * 0x85ebca6b;
  z = (z ^ (z >> 13)) * 0xc2b2ae35;
  return z ^ (z >> 16);
}

/** The same on four numbers. */
// @ts-ignore: decorator
@inline
function hashLanes(x: v128): v128 {
  let z = v128.xor(x, i32x4.splat(0x5bd1e995));
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 16)), i32x4.splat(0x85ebca6b));
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(z, i32x4.shr_u(z, 16));
}
