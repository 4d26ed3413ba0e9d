import { multiplyAdd } from './vector';

/*
 * Products of 8-bit weights with 7-bit activations, for sampling only.
 *
 * An activation h in [−1, 1] is the byte q = round(63·h) + 64, from 1 to 127; a weight w is the byte round(w / s) with a
 * scale s for each column. Then Σ h·w ≈ s/63 · (Σ q·byte − 64 · Σ byte): the sum of products is one of integers, and
 * what the 64 adds is known beforehand and goes into the bias (after Jacob et al. 2018, Quantization and Training of
 * Neural Networks for Efficient Integer-Arithmetic-Only Inference).
 *
 * Weights lie in panels of 32 columns, [columns / 32][rows / 4][32][4]: a vector holds four rows of four columns, and
 * each 32-bit lane sums up one column. The gates i, f, c, o of eight units are one panel. Without relaxed SIMD the
 * products are made of 16-bit numbers, two rows of four columns at a time, so a vector begins with its first two rows.
 */

/** Columns of a panel. */
// @ts-ignore: decorator
@inline
const COLUMNS: usize = 32;

/** What an activation of one is as a number of steps, and the byte that stands for zero. */
// @ts-ignore: decorator
@inline
const STEPS: f32 = 63;
// @ts-ignore: decorator
@inline
const ZERO: f32 = 64;

/** Adds to each of four lanes the products of four weights, signed, with four activations, 0 to 127. */
// @ts-ignore: decorator
@inline
function dot(weights: v128, activations: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, activations, sum);
  const wide = i16x8.extend_low_i8x16_s(activations);
  const first = v128.shuffle<i32>(wide, wide, 0, 0, 0, 0), second = v128.shuffle<i32>(wide, wide, 1, 1, 1, 1);
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(weights), first);
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(weights), second);
  return i32x4.add(sum, i32x4.add(low, high));
}

/**
 * Makes a panel of weights from `source` [rows, 32] in single precision, `rows` a multiple of 4. Writes the bytes to
 * `target`, what a product's sums are to be multiplied by to `scales` [32], and what is then to be added to `offsets` [32].
 */
export function quantisePanel(rows: i32, source: usize, target: usize, scales: usize, offsets: usize): void {
  const end = source + (<usize>rows << 7);
  for (let column: usize = 0; column < COLUMNS; column += 4) {
    const from = source + (column << 2), at = column << 2;
    const most = largestMagnitudes(from, end);
    const toBytes = v128.bitselect(
      f32x4.splat(0), f32x4.div(f32x4.splat(127), most), f32x4.eq(most, f32x4.splat(0)),
    );
    const sums = quantiseColumns(from, end, target + at, toBytes);
    const scale = f32x4.mul(most, f32x4.splat(1 / (127 * STEPS)));
    v128.store(scales + at, scale);
    v128.store(offsets + at, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(sums), scale), f32x4.splat(-ZERO)));
  }
}

/** Largest magnitude in each of four columns. */
// @ts-ignore: decorator
@inline
function largestMagnitudes(from: usize, end: usize): v128 {
  let most = f32x4.splat(0);
  for (let p = from; p < end; p += COLUMNS * 4) most = f32x4.max(most, f32x4.abs(v128.load(p)));
  return most;
}

/** Writes the bytes of four columns, four rows at a time, and returns the columns' sums of them. */
// @ts-ignore: decorator
@inline
function quantiseColumns(from: usize, end: usize, target: usize, toBytes: v128): v128 {
  let sums = i32x4.splat(0);
  for (let p = from; p < end; p += COLUMNS * 16) {
    const r0 = rounded(p, toBytes), r1 = rounded(p + COLUMNS * 4, toBytes);
    const r2 = rounded(p + COLUMNS * 8, toBytes), r3 = rounded(p + COLUMNS * 12, toBytes);
    sums = i32x4.add(sums, i32x4.add(i32x4.add(r0, r1), i32x4.add(r2, r3)));
    const rows = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(r0, r1), i16x8.narrow_i32x4_s(r2, r3));
    v128.store(target, byColumns(rows));
    target += COLUMNS * 4;
  }
  return sums;
}

/** Four rows of four columns in the order in which `dot` multiplies them with four activations. */
// @ts-ignore: decorator
@inline
function byColumns(rows: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return v128.shuffle<i8>(rows, rows, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  }
  return v128.shuffle<i8>(rows, rows, 0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);
}

// @ts-ignore: decorator
@inline
function rounded(p: usize, toBytes: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(p), toBytes)));
}

/** Four activations in [−1, 1] as bytes. */
// @ts-ignore: decorator
@inline
export function activationBytes(h: v128): u32 {
  const q = i32x4.trunc_sat_f32x4_s(multiplyAdd(h, f32x4.splat(STEPS), f32x4.splat(ZERO + 0.5)));
  const halves = i16x8.narrow_i32x4_s(q, q);
  return i32x4.extract_lane(i8x16.narrow_i16x8_s(halves, halves), 0);
}

/**
 * Sums of products of `rows` rows of activations, `stride` bytes apart, with one panel of weights: [rows, 32] integers,
 * a row after the other. Two rows share what is read of the weights.
 */
export function panelSums(rows: i32, depth: i32, activations: usize, stride: usize, weights: usize, sums: usize): void {
  let row = 0;
  for (; row + 2 <= rows; row += 2) {
    twoRows(activations, stride, depth, weights, sums);
    twoRows(activations, stride, depth, weights + 64, sums + 64);
    activations += 2 * stride;
    sums += 2 * COLUMNS * 4;
  }
  if (row < rows) oneRow(activations, depth, weights, sums);
}

/** One row by 32 columns: eight registers of sums. */
// @ts-ignore: decorator
@inline
function oneRow(a: usize, depth: i32, w: usize, sums: usize): void {
  let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  const end = a + <usize>depth;
  while (a != end) {
    const q = v128.load32_splat(a);
    s0 = dot(v128.load(w), q, s0);
    s1 = dot(v128.load(w, 16), q, s1);
    s2 = dot(v128.load(w, 32), q, s2);
    s3 = dot(v128.load(w, 48), q, s3);
    s4 = dot(v128.load(w, 64), q, s4);
    s5 = dot(v128.load(w, 80), q, s5);
    s6 = dot(v128.load(w, 96), q, s6);
    s7 = dot(v128.load(w, 112), q, s7);
    a += 4;
    w += 128;
  }
  v128.store(sums, s0); v128.store(sums, s1, 16); v128.store(sums, s2, 32); v128.store(sums, s3, 48);
  v128.store(sums, s4, 64); v128.store(sums, s5, 80); v128.store(sums, s6, 96); v128.store(sums, s7, 112);
}

/** Two rows by 16 columns: eight registers of sums. */
// @ts-ignore: decorator
@inline
function twoRows(a: usize, stride: usize, depth: i32, w: usize, sums: usize): void {
  let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  const end = a + <usize>depth;
  while (a != end) {
    const q = v128.load32_splat(a), r = v128.load32_splat(a + stride);
    const w0 = v128.load(w);
    s0 = dot(w0, q, s0); t0 = dot(w0, r, t0);
    const w1 = v128.load(w, 16);
    s1 = dot(w1, q, s1); t1 = dot(w1, r, t1);
    const w2 = v128.load(w, 32);
    s2 = dot(w2, q, s2); t2 = dot(w2, r, t2);
    const w3 = v128.load(w, 48);
    s3 = dot(w3, q, s3); t3 = dot(w3, r, t3);
    a += 4;
    w += 128;
  }
  v128.store(sums, s0); v128.store(sums, s1, 16); v128.store(sums, s2, 32); v128.store(sums, s3, 48);
  v128.store(sums, t0, 128); v128.store(sums, t1, 144); v128.store(sums, t2, 160); v128.store(sums, t3, 176);
}
