import { panelProduct } from './gemm';
import { multiplyAdd, sigmoid, tanh } from './vector';

/*
 * One step of one LSTM layer for all rows. The columns of gates are ordered so that the four panels i, f, c, o of
 * eight units are neighbours: as soon as those four are multiplied out, the gates of these units are computed while
 * their numbers are still in the first cache.
 */

/**
 * Forward. `gates` holds the input's share of the pre-activations [rows, 4·H] and receives the activations; `hidden`
 * and `cell` are written from those of the step before. `stride` is the bytes between panels in all of them.
 */
export function lstmForward(
  rows: i32, unitPanels: i32, stride: usize, recurrentKernel: usize, bias: usize,
  gates: usize, previousHidden: usize, previousCell: usize, hidden: usize, cell: usize,
): void {
  const kernelStride = <usize>unitPanels << 8;
  for (let panel = 0; panel < unitPanels; panel++) {
    for (let gate: usize = 0; gate < 4; gate++) {
      panelProduct(
        rows, unitPanels, previousHidden, stride, recurrentKernel + gate * kernelStride, gates + gate * stride, true,
      );
    }
    activate(rows, stride, bias, gates, previousCell, hidden, cell);
    activate(rows, stride, bias + 16, gates + 16, previousCell + 16, hidden + 16, cell + 16);
    recurrentKernel += 4 * kernelStride;
    bias += 128;
    gates += 4 * stride;
    previousCell += stride;
    hidden += stride;
    cell += stride;
  }
}

/** Gates, cell and hidden state of four units in all rows. */
// @ts-ignore: decorator
@inline
function activate(
  rows: i32, stride: usize, bias: usize, gates: usize, previousCell: usize, hidden: usize, cell: usize,
): void {
  const biasI = v128.load(bias), biasF = v128.load(bias, 32), biasC = v128.load(bias, 64), biasO = v128.load(bias, 96);
  for (let row = 0; row < rows; row++) {
    const gateF = gates + stride, gateC = gateF + stride, gateO = gateC + stride;
    const i = sigmoid(f32x4.add(v128.load(gates), biasI));
    const f = sigmoid(f32x4.add(v128.load(gateF), biasF));
    const c = tanh(f32x4.add(v128.load(gateC), biasC));
    const o = sigmoid(f32x4.add(v128.load(gateO), biasO));
    const next = multiplyAdd(f, v128.load(previousCell), f32x4.mul(i, c));
    v128.store(gates, i);
    v128.store(gateF, f);
    v128.store(gateC, c);
    v128.store(gateO, o);
    v128.store(cell, next);
    v128.store(hidden, f32x4.mul(o, tanh(next)));
    gates += 32;
    previousCell += 32;
    cell += 32;
    hidden += 32;
  }
}

/**
 * Backward. `hiddenGradient` holds what comes from above and receives what comes from the step after it, whose
 * gradients by the pre-activations are `nextGates` (0: there is none). `gates` goes from activations to gradients by
 * the pre-activations; `cellGradient` [rows, H], `cellStride` bytes between panels, from the step after to the step
 * before. The bias gradient is added to.
 */
export function lstmBackward(
  rows: i32, unitPanels: i32, stride: usize, recurrentKernelTransposed: usize, biasGradient: usize,
  gates: usize, nextGates: usize, previousCell: usize, cell: usize, hiddenGradient: usize,
  cellGradient: usize, cellStride: usize,
): void {
  for (let panel = 0; panel < unitPanels; panel++) {
    if (nextGates != 0) {
      panelProduct(rows, unitPanels * 4, nextGates, stride, recurrentKernelTransposed, hiddenGradient, true);
    }
    for (let half: usize = 0; half < 32; half += 16) {
      differentiate(
        rows, stride, biasGradient + half, gates + half, previousCell + half, cell + half, hiddenGradient + half,
        cellGradient + half,
      );
    }
    recurrentKernelTransposed += <usize>unitPanels << 10;
    biasGradient += 128;
    gates += 4 * stride;
    previousCell += stride;
    cell += stride;
    hiddenGradient += stride;
    cellGradient += cellStride;
  }
}

/** Gradients of four units in all rows. */
// @ts-ignore: decorator
@inline
function differentiate(
  rows: i32, stride: usize, biasGradient: usize, gates: usize, previousCell: usize, cell: usize,
  hiddenGradient: usize, cellGradient: usize,
): void {
  const one = f32x4.splat(1);
  let sumI = v128.load(biasGradient), sumF = v128.load(biasGradient, 32);
  let sumC = v128.load(biasGradient, 64), sumO = v128.load(biasGradient, 96);
  for (let row = 0; row < rows; row++) {
    const gateF = gates + stride, gateC = gateF + stride, gateO = gateC + stride;
    const i = v128.load(gates), f = v128.load(gateF), c = v128.load(gateC), o = v128.load(gateO);
    const squashed = tanh(v128.load(cell));
    const dHidden = v128.load(hiddenGradient);
    const slope = f32x4.sub(one, f32x4.mul(squashed, squashed));
    const dCell = multiplyAdd(f32x4.mul(dHidden, o), slope, v128.load(cellGradient));
    const dI = f32x4.mul(f32x4.mul(dCell, c), f32x4.mul(i, f32x4.sub(one, i)));
    const dF = f32x4.mul(f32x4.mul(dCell, v128.load(previousCell)), f32x4.mul(f, f32x4.sub(one, f)));
    const dC = f32x4.mul(f32x4.mul(dCell, i), f32x4.sub(one, f32x4.mul(c, c)));
    const dO = f32x4.mul(f32x4.mul(dHidden, squashed), f32x4.mul(o, f32x4.sub(one, o)));
    v128.store(gates, dI);
    v128.store(gateF, dF);
    v128.store(gateC, dC);
    v128.store(gateO, dO);
    v128.store(cellGradient, f32x4.mul(dCell, f));
    sumI = f32x4.add(sumI, dI);
    sumF = f32x4.add(sumF, dF);
    sumC = f32x4.add(sumC, dC);
    sumO = f32x4.add(sumO, dO);
    gates += 32;
    previousCell += 32;
    cell += 32;
    hiddenGradient += 32;
    cellGradient += 32;
  }
  v128.store(biasGradient, sumI);
  v128.store(biasGradient, sumF, 32);
  v128.store(biasGradient, sumC, 64);
  v128.store(biasGradient, sumO, 96);
}
