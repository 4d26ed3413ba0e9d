import type * as core from '@tensorflow/tfjs-core';
import { parameterCount, type Weights } from '../../model/weights.ts';
import type { ChunkResult } from '../chunk-trainer.ts';
import { dropoutKey, dropoutMask } from '../dropout.ts';
import type { Batch, LstmState, TrainerOptions } from '../engine.ts';
import {
  runNetwork,
  setWeights,
  toLayerStates,
  toRowStates,
  variablesOf,
  type LayerState,
  type Network,
  type TensorFlow,
} from './network.ts';

/** Loss and gradient of one chunk by TensorFlow's automatic differentiation. Leaves no tensor behind. */
export function lossAndGradient(
  tf: TensorFlow,
  network: Network,
  weights: Weights,
  batch: Batch,
  carried: readonly LstmState[],
  step: number,
  options: TrainerOptions,
): ChunkResult {
  setWeights(tf, network, weights);
  return tf.tidy(() => {
    const { hyperparameters } = network;
    const inputs = tf.tensor2d(batch.inputs, [options.batch, options.sequence], 'int32');
    const before = toLayerStates(tf, startStates(carried, batch), hyperparameters);
    const between = (output: core.Tensor, layer: number): core.Tensor =>
      dropOut(tf, network, output, layer, step, options);
    let states: LayerState[] = [];
    const variables = variablesOf(tf, network);
    const { value, grads } = tf.variableGrads(() => {
      const after = runDifferentiably(tf, network, inputs, before, between);
      for (const { hidden, cell } of after.states) [hidden, cell].forEach((tensor) => tf.keep(tensor));
      states = after.states;
      return meanCrossEntropy(tf, after.logits, batch.targets, hyperparameters.vocabulary);
    }, variables);
    const gradients = variables.map(({ name }) => grads[name]);
    const result = {
      loss: value.dataSync()[0],
      gradient: joined(gradients, parameterCount(hyperparameters)),
      carried: toRowStates(states, options.batch, hyperparameters.units),
    };
    for (const { hidden, cell } of states) tf.dispose([hidden, cell]);
    return result;
  });
}

/**
 * `runNetwork`, also for one character a row. TF.js cannot differentiate the taking apart of a sequence of one: such
 * rows are read twice over, and what comes of the second time is left out.
 */
function runDifferentiably(
  tf: TensorFlow,
  network: Network,
  inputs: core.Tensor,
  before: readonly LayerState[],
  between: (output: core.Tensor, layer: number) => core.Tensor,
): ReturnType<typeof runNetwork> {
  if (inputs.shape[1] !== 1) return runNetwork(network, inputs, before, between);
  const { states } = runNetwork(network, inputs, before, between);
  const { logits } = runNetwork(network, tf.tile(inputs, [1, 2]), before, (output, layer) =>
    tf.tile(between(tf.slice(output, [0, 0, 0], [-1, 1, -1]), layer), [1, 2, 1]),
  );
  return { logits: tf.slice(logits, [0, 0, 0], [-1, 1, -1]), states };
}

/** Over the targets that count, in nats; a target of −1 is a row of zeros. */
function meanCrossEntropy(
  tf: TensorFlow,
  logits: core.Tensor,
  targets: Int32Array,
  vocabulary: number,
): core.Scalar {
  const counted = targets.reduce((sum, target) => sum + (target >= 0 ? 1 : 0), 0);
  const wanted = tf.cast(tf.oneHot(tf.tensor1d(targets, 'int32'), vocabulary), 'float32');
  const likelihoods = tf.mul(wanted, tf.logSoftmax(tf.reshape(logits, [targets.length, vocabulary])));
  return tf.mul(tf.sum(likelihoods), -1 / Math.max(1, counted));
}

/** Multiplies a layer's outputs [batch, sequence, H] by the step's masks, which all engines draw alike. */
function dropOut(
  tf: TensorFlow,
  { hyperparameters: { units } }: Network,
  output: core.Tensor,
  layer: number,
  step: number,
  { batch, sequence, dropout, seed }: TrainerOptions,
): core.Tensor {
  if (dropout === 0) return output;
  const mask = new Float32Array(batch * sequence * units);
  for (let row = 0; row < batch; row++)
    for (let time = 0; time < sequence; time++)
      mask.set(
        dropoutMask(units, dropout, dropoutKey(seed, step, layer, row, time)),
        (row * sequence + time) * units,
      );
  return tf.mul(output, tf.tensor(mask, [batch, sequence, units]));
}

function startStates(carried: readonly LstmState[], { restart }: Batch): LstmState[] {
  return carried.map((state, row) => (restart?.[row] === 1 ? new Float32Array(state.length) : state));
}

function joined(gradients: readonly core.Tensor[], size: number): Float32Array {
  const flat = new Float32Array(size);
  let offset = 0;
  for (const gradient of gradients) {
    flat.set(gradient.dataSync(), offset);
    offset += gradient.size;
  }
  return flat;
}
