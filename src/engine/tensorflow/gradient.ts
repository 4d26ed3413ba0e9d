import type * as tfjs from '@tensorflow/tfjs-core';
import type { Hyperparameters } from '../../model/hyperparameters.ts';
import { parameterCount, type Weights } from '../../model/weights.ts';
import type { ChunkResult } from '../chunk-trainer.ts';
import { dropoutKey, dropoutMask } from '../dropout.ts';
import type { Batch, LstmState, TrainerOptions } from '../engine.ts';
import { networkOf, oneHot, stepLayer, toTensors, type LayerState, type TensorFlow } from './network.ts';

/** A chunk as the graph sees it, time outermost: rows of one time step lie together. */
interface Chunk {
  readonly hyperparameters: Hyperparameters;
  readonly options: TrainerOptions;
  readonly step: number;
  /** [sequence · batch, V] */
  readonly inputs: tfjs.Tensor;
  readonly targets: tfjs.Tensor;
  /** One over the number of targets that count. */
  readonly scale: number;
  readonly states: readonly LayerState[];
}

/** Loss and gradient of one chunk by TensorFlow's automatic differentiation. Leaves no tensor behind. */
export function lossAndGradient(
  tf: TensorFlow,
  weights: Weights,
  batch: Batch,
  carried: readonly LstmState[],
  step: number,
  options: TrainerOptions,
): ChunkResult {
  const { hyperparameters } = weights;
  return tf.tidy(() => {
    const counted = batch.targets.reduce((sum, target) => sum + (target >= 0 ? 1 : 0), 0);
    const chunk: Chunk = {
      hyperparameters,
      options,
      step,
      inputs: oneHot(tf, timeOutermost(batch.inputs, options), hyperparameters.vocabulary),
      targets: oneHot(tf, timeOutermost(batch.targets, options), hyperparameters.vocabulary),
      scale: 1 / Math.max(1, counted),
      states: startStates(tf, carried, batch, hyperparameters),
    };
    let last: LayerState[] = [];
    const differentiate = tf.valueAndGrads((...tensors: tfjs.Tensor[]) => {
      const { loss, states } = forward(tf, tensors, chunk);
      for (const { hidden, cell } of states) [hidden, cell].forEach((tensor) => tf.keep(tensor));
      last = states;
      return loss;
    });
    const { value, grads } = differentiate(toTensors(tf, weights));
    const result = {
      loss: value.dataSync()[0],
      gradient: joined(grads, parameterCount(hyperparameters)),
      carried: rowStates(last, options.batch, hyperparameters),
    };
    for (const { hidden, cell } of last) tf.dispose([hidden, cell]);
    return result;
  });
}

/** The loss, and the state after the chunk. */
function forward(
  tf: TensorFlow,
  tensors: readonly tfjs.Tensor[],
  chunk: Chunk,
): { loss: tfjs.Scalar; states: LayerState[] } {
  const network = networkOf(tensors);
  const states: LayerState[] = [];
  // Embedding × first kernel is a table of what each character adds to the gates.
  let projected: tfjs.Tensor = tf.matMul(chunk.inputs, tf.matMul(network.embedding, network.lstm[0].kernel));
  let output = projected;
  for (const [layer, { kernel, recurrentKernel, bias }] of network.lstm.entries()) {
    if (layer > 0) projected = tf.matMul(output, kernel);
    let state = chunk.states[layer];
    const hidden = splitRows(tf, projected, chunk.options.sequence).map((input) => {
      state = stepLayer(tf, input, recurrentKernel, bias, state);
      return state.hidden;
    });
    states.push(state);
    output = dropOut(tf, tf.concat(hidden, 0), layer, chunk);
  }
  const logits = tf.add(tf.matMul(output, network.denseKernel), network.denseBias);
  const counted = tf.sum(tf.mul(chunk.targets, tf.logSoftmax(logits)));
  return { loss: tf.mul(counted, -chunk.scale), states };
}

/** Equal parts of the rows. TensorFlow.js cannot differentiate a split into one part. */
function splitRows(tf: TensorFlow, rows: tfjs.Tensor, parts: number): tfjs.Tensor[] {
  return parts === 1 ? [rows] : tf.split(rows, parts, 0);
}

/** Multiplies a layer's outputs [sequence · batch, H] by the step's masks. */
function dropOut(
  tf: TensorFlow,
  output: tfjs.Tensor,
  layer: number,
  { options, step, hyperparameters }: Chunk,
): tfjs.Tensor {
  if (options.dropout === 0) return output;
  const { units } = hyperparameters;
  const mask = new Float32Array(options.sequence * options.batch * units);
  for (let time = 0; time < options.sequence; time++)
    for (let row = 0; row < options.batch; row++) {
      const key = dropoutKey(options.seed, step, layer, row, time);
      mask.set(dropoutMask(units, options.dropout, key), (time * options.batch + row) * units);
    }
  return tf.mul(output, tf.tensor(mask, [options.sequence * options.batch, units]));
}

function timeOutermost(indices: Int32Array, { batch, sequence }: TrainerOptions): Int32Array {
  return Int32Array.from(indices, (_, i) => indices[(i % batch) * sequence + Math.floor(i / batch)]);
}

function startStates(
  tf: TensorFlow,
  carried: readonly LstmState[],
  { restart }: Batch,
  { layers, units }: Hyperparameters,
): LayerState[] {
  const part = (index: number): tfjs.Tensor =>
    tf.tensor(
      Float32Array.from(
        carried.flatMap((state, row) =>
          [...state.subarray(index * units, (index + 1) * units)].map((x) => (restart?.[row] === 1 ? 0 : x)),
        ),
      ),
      [carried.length, units],
    );
  return Array.from({ length: layers }, (_, layer) => ({
    hidden: part(2 * layer),
    cell: part(2 * layer + 1),
  }));
}

/** State of each row from that of each layer. */
function rowStates(
  states: readonly LayerState[],
  rows: number,
  { layers, units }: Hyperparameters,
): LstmState[] {
  const parts = states.flatMap(({ hidden, cell }) => [hidden.dataSync(), cell.dataSync()]);
  return Array.from({ length: rows }, (_, row) => {
    const state = new Float32Array(layers * 2 * units);
    for (const [index, values] of parts.entries())
      state.set(values.slice(row * units, (row + 1) * units), index * units);
    return state;
  });
}

function joined(gradients: readonly tfjs.Tensor[], size: number): Float32Array {
  const flat = new Float32Array(size);
  let offset = 0;
  for (const gradient of gradients) {
    flat.set(gradient.dataSync(), offset);
    offset += gradient.size;
  }
  return flat;
}
