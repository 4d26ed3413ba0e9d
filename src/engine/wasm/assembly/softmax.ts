import { exponential, largestLane, sumOfLanes } from './vector';

/**
 * Softmax and cross-entropy. `logits` [rows, V] without their bias become the gradient by the logits: `scale` times
 * (probability − 1 for the target). Rows whose target is −1 count for nothing. Columns from V on are padding.
 * Returns the sum of the losses in nats.
 */
export function crossEntropy(
  rows: i32, vocabulary: i32, logits: usize, stride: usize, bias: usize, targets: usize, scale: f32,
): f64 {
  const halves = ((vocabulary + 7) >> 3) << 1;
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const at = logits + (<usize>row << 5);
    const target = load<i32>(targets + (<usize>row << 2));
    if (target < 0) {
      for (let half = 0; half < halves; half++) v128.store(place(at, half, stride), f32x4.splat(0));
      continue;
    }
    const targetPlace = place(at, target >> 2, stride) + (<usize>(target & 3) << 2);
    const largest = addBias(at, halves, vocabulary, stride, bias);
    const targetLogit = load<f32>(targetPlace);
    const sum = exponentials(at, halves, stride, largest);
    loss += Math.log(<f64>sum) + <f64>(largest - targetLogit);
    const share = f32x4.splat(scale / sum);
    for (let half = 0; half < halves; half++) {
      const p = place(at, half, stride);
      v128.store(p, f32x4.mul(v128.load(p), share));
    }
    store<f32>(targetPlace, load<f32>(targetPlace) - scale);
  }
  return loss;
}

/** Logits [rows, V] with their bias, row-major without padding. */
export function readLogits(
  rows: i32, vocabulary: i32, logits: usize, stride: usize, bias: usize, target: usize,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < vocabulary; column++) {
      const p = place(logits + (<usize>row << 5), column >> 2, stride) + (<usize>(column & 3) << 2);
      store<f32>(target, load<f32>(p) + load<f32>(bias + (<usize>column << 2)));
      target += 4;
    }
  }
}

/** Address of the `half`-th four columns of a row. */
// @ts-ignore: decorator
@inline
function place(row: usize, half: i32, stride: usize): usize {
  return row + <usize>(half >> 1) * stride + (<usize>(half & 1) << 4);
}

/** Adds the bias, puts −∞ into the padding, and returns the largest logit. */
// @ts-ignore: decorator
@inline
function addBias(row: usize, halves: i32, vocabulary: i32, stride: usize, bias: usize): f32 {
  const lanes = i32x4(0, 1, 2, 3);
  let largest = f32x4.splat(-Infinity);
  for (let half = 0; half < halves; half++) {
    const p = place(row, half, stride);
    const inside = i32x4.lt_s(i32x4.add(i32x4.splat(half << 2), lanes), i32x4.splat(vocabulary));
    const biased = f32x4.add(v128.load(p), v128.load(bias + (<usize>half << 4)));
    const logit = v128.bitselect(biased, f32x4.splat(-Infinity), inside);
    v128.store(p, logit);
    largest = f32x4.max(largest, logit);
  }
  return largestLane(largest);
}

/** Replaces logits by e^(logit − largest), those below e^−80 by 0, and returns their sum. */
// @ts-ignore: decorator
@inline
function exponentials(row: usize, halves: i32, stride: usize, largest: f32): f32 {
  let sum = f32x4.splat(0);
  for (let half = 0; half < halves; half++) {
    const p = place(row, half, stride);
    const x = f32x4.sub(v128.load(p), f32x4.splat(largest));
    const e = v128.andnot(exponential(x), f32x4.lt(x, f32x4.splat(-80)));
    v128.store(p, e);
    sum = f32x4.add(sum, e);
  }
  return sumOfLanes(sum);
}
