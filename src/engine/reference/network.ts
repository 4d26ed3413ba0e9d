import type { Hyperparameters } from '../../model/hyperparameters.ts';
import type { LstmWeights, Weights } from '../../model/weights.ts';
import type { LstmState } from '../engine.ts';

/**
 * The network as the literature writes it (Hochreiter & Schmidhuber 1997 with the forget gate of Gers et al. 2000),
 * one row and one step at a time, in double precision.
 */

/** What a layer did in one step, kept for the way back. */
export interface LayerStep {
  /** [input] */
  readonly input: Float64Array;
  /** [H] each, of the step before. */
  readonly previousHidden: Float64Array;
  readonly previousCell: Float64Array;
  /** Activations [4·H]: input gate, forget gate, candidate, output gate. */
  readonly gates: Float64Array;
  /** [H] each. */
  readonly cell: Float64Array;
  readonly hidden: Float64Array;
}

/** Hidden and cell state of every layer, in double precision. */
export interface RowState {
  readonly hidden: Float64Array[];
  readonly cell: Float64Array[];
}

/** Row `index` of a matrix with `width` columns. */
export function rowOf(matrix: Float32Array, index: number, width: number): Float64Array {
  return Float64Array.from(matrix.subarray(index * width, (index + 1) * width));
}

/** y += x·M for M [x.length, y.length]. */
function addProduct(y: Float64Array, x: Float64Array, matrix: Float32Array): void {
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < y.length; j++) y[j] += x[i] * matrix[i * y.length + j];
}

/** One step of one layer. */
export function stepLayer(
  layer: LstmWeights,
  input: Float64Array,
  previousHidden: Float64Array,
  previousCell: Float64Array,
): LayerStep {
  const H = previousHidden.length;
  const gates = Float64Array.from(layer.bias);
  addProduct(gates, input, layer.kernel);
  addProduct(gates, previousHidden, layer.recurrentKernel);
  const cell = new Float64Array(H);
  const hidden = new Float64Array(H);
  for (let u = 0; u < H; u++) {
    const i = (gates[u] = sigmoid(gates[u]));
    const f = (gates[H + u] = sigmoid(gates[H + u]));
    const g = (gates[2 * H + u] = Math.tanh(gates[2 * H + u]));
    const o = (gates[3 * H + u] = sigmoid(gates[3 * H + u]));
    cell[u] = f * previousCell[u] + i * g;
    hidden[u] = o * Math.tanh(cell[u]);
  }
  return { input, previousHidden, previousCell, gates, cell, hidden };
}

/** Logits [V] of the last layer's output. */
export function logitsOf(weights: Weights, output: Float64Array): Float64Array {
  const logits = Float64Array.from(weights.denseBias);
  addProduct(logits, output, weights.denseKernel);
  return logits;
}

/** Splits a state [layers, 2, H]. */
export function rowState(state: LstmState, { layers, units: H }: Hyperparameters): RowState {
  const part = (index: number): Float64Array => rowOf(state, index, H);
  return {
    hidden: Array.from({ length: layers }, (_, layer) => part(2 * layer)),
    cell: Array.from({ length: layers }, (_, layer) => part(2 * layer + 1)),
  };
}

/** Joins a state again: [layers, 2, H]. */
export function joinState({ hidden, cell }: RowState): LstmState {
  return Float32Array.from(hidden.flatMap((h, layer) => [...h, ...cell[layer]]));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
