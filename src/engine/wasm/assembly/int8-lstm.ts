import { activationBytes, panelSums } from './int8';
import { exponential, multiplyAdd, sigmoid } from './vector';

/*
 * One step of an LSTM in 8-bit weights (see int8.ts), all of a layer in one product: the row of activations that a
 * layer reads is what comes from below and then its own hidden state of the step before.
 */

/**
 * The input's share in the gates of eight units for every character, offsets and bias included: a panel of 32 columns
 * of embeddings [V, E] · kernel [E, 32] + offsets [32] goes to `target`, `stride` bytes between characters.
 */
export function tablePanel(
  vocabulary: i32, embedding: i32, embeddings: usize, kernel: usize, offsets: usize, target: usize, stride: usize,
): void {
  for (let character = 0; character < vocabulary; character++) {
    for (let at: usize = 0; at < 128; at += 32) {
      let low = v128.load(offsets + at), high = v128.load(offsets + at, 16);
      let k = kernel + at;
      for (let i = 0; i < embedding; i++) {
        const e = v128.load32_splat(embeddings + (<usize>i << 2));
        low = multiplyAdd(e, v128.load(k), low);
        high = multiplyAdd(e, v128.load(k, 16), high);
        k += 128;
      }
      v128.store(target + at, low);
      v128.store(target + at, high, 16);
    }
    embeddings += <usize>embedding << 2;
    target += stride;
  }
}

/**
 * One layer for `rows` rows. Row r adds `inputs + inputStride · characters[r]` [4·H] to the product of its
 * `activations` [depth] with the weights. Cells [rows, H] are updated, hidden states written to `hidden` as bytes,
 * and at last into their own part of the activations. Every stride is the bytes from row to row. `sums` is scratch for
 * [rows, 32] integers.
 */
export function lstmInt8(
  rows: i32, unitPanels: i32, depth: i32, characters: usize, inputs: usize, inputStride: usize,
  weights: usize, scales: usize, activations: usize, activationStride: usize,
  cells: usize, cellStride: usize, hidden: usize, hiddenStride: usize, sums: usize,
): void {
  for (let panel = 0; panel < unitPanels; panel++) {
    panelSums(rows, depth, activations, activationStride, weights, sums);
    for (let row = 0; row < rows; row++) {
      const index = <usize>row;
      const input = inputs + inputStride * load<u32>(characters + (index << 2));
      const cell = cells + index * cellStride, target = hidden + index * hiddenStride;
      activate(sums + (index << 7), input, scales, cell, target);
      activate(sums + (index << 7) + 16, input + 16, scales + 16, cell + 16, target + 4);
    }
    weights += <usize>depth << 5;
    scales += 128;
    inputs += 128;
    cells += 32;
    hidden += 8;
  }
  const units = <usize>unitPanels << 3;
  copyRows(rows, units, hidden - units, hiddenStride, activations + <usize>depth - units, activationStride);
}

/** Copies the first `bytes` of some rows, a multiple of 8. */
// @ts-ignore: decorator
@inline
function copyRows(rows: i32, bytes: usize, from: usize, fromStride: usize, to: usize, toStride: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let i: usize = 0; i < bytes; i += 8) store<u64>(to + i, load<u64>(from + i));
    from += fromStride;
    to += toStride;
  }
}

/** Cell and hidden state of four units. */
// @ts-ignore: decorator
@inline
function activate(sums: usize, input: usize, scales: usize, cell: usize, hidden: usize): void {
  const i = weighted(sums, scales, input);
  const f = sigmoid(weighted(sums + 32, scales + 32, input + 32));
  const c = weighted(sums + 64, scales + 64, input + 64);
  const o = weighted(sums + 96, scales + 96, input + 96);
  const next = multiplyAdd(f, v128.load(cell), gated(i, c));
  v128.store(cell, next);
  store<u32>(hidden, activationBytes(gated(o, next)));
}

/** sigmoid(gate) · tanh(x) = (1 − e^−2x) / ((1 + e^−gate)(1 + e^−2x)): one division instead of two. */
// @ts-ignore: decorator
@inline
function gated(gate: v128, x: v128): v128 {
  const one = f32x4.splat(1);
  const g = f32x4.add(one, exponential(f32x4.neg(gate)));
  const e = exponential(f32x4.mul(x, f32x4.splat(-2)));
  return f32x4.div(f32x4.sub(one, e), f32x4.mul(g, f32x4.add(one, e)));
}

/** What sums of products stand for, plus an addend. */
// @ts-ignore: decorator
@inline
function weighted(sums: usize, scales: usize, addend: usize): v128 {
  return multiplyAdd(f32x4.convert_i32x4_s(v128.load(sums)), v128.load(scales), v128.load(addend));
}

/**
 * Logits [rows, V], row-major: the product of activations [rows, depth] with `panels` panels of weights, offsets added.
 * `sums` is scratch for [panels, rows, 32] integers. Up to 124 bytes behind the logits are written too.
 */
export function denseInt8(
  rows: i32, panels: i32, depth: i32, weights: usize, scales: usize, offsets: usize,
  activations: usize, activationStride: usize, sums: usize, logits: usize, vocabulary: i32,
): void {
  const panelBytes = <usize>rows << 7;
  for (let panel = 0; panel < panels; panel++) {
    const index = <usize>panel;
    const own = weights + index * (<usize>depth << 5);
    panelSums(rows, depth, activations, activationStride, own, sums + index * panelBytes);
  }
  // Row after row, so that what one writes behind its end is written over by the next.
  for (let row = 0; row < rows; row++) {
    for (let panel = 0; panel < panels; panel++) {
      const from = sums + <usize>panel * panelBytes + (<usize>row << 7), column = <usize>panel << 7;
      for (let at: usize = 0; at < 128; at += 16) {
        v128.store(logits + column + at, weighted(from + at, scales + column + at, offsets + column + at));
      }
    }
    logits += <usize>vocabulary << 2;
  }
}
