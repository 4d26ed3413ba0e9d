import type * as tfjs from '@tensorflow/tfjs-core';
import type { Weights } from '../../model/weights.ts';
import { checkCharacters, checkState, checkStreams, checkWeights } from '../check.ts';
import type { LstmState, Sampler } from '../engine.ts';
import { networkOf, oneHot, stepLayer, toTensors, type NetworkTensors, type TensorFlow } from './network.ts';

/** A sampler that keeps its states as numbers between steps: no tensor outlives one but the weights. */
export function createTensorflowSampler(tf: TensorFlow, weights: Weights, streams: number): Sampler {
  checkWeights(weights);
  checkStreams(streams);
  const { hyperparameters } = weights;
  const { vocabulary: V, layers, units } = hyperparameters;
  const tensors = toTensors(tf, weights);
  const network = networkOf(tensors);
  const states: LstmState[] = Array.from({ length: streams }, () => new Float32Array(layers * 2 * units));
  const logits = new Float32Array(streams * V);
  return {
    streams,
    step(characters) {
      checkCharacters(characters, streams, V);
      const own = states.slice(0, characters.length);
      tf.tidy(() => {
        logits.set(runStep(tf, network, oneHot(tf, Int32Array.from(characters), V), own).dataSync());
      });
      return logits.subarray(0, characters.length * V);
    },
    exportState(stream) {
      checkState(stream, streams, null, hyperparameters);
      return states[stream].slice();
    },
    importState(stream, state) {
      checkState(stream, streams, state, hyperparameters);
      states[stream] = state?.slice() ?? new Float32Array(layers * 2 * units);
    },
    dispose: () => tf.dispose(tensors),
  };
}

/** Logits [states.length, V]; the states are changed in place. */
function runStep(
  tf: TensorFlow,
  network: NetworkTensors,
  characters: tfjs.Tensor,
  states: readonly LstmState[],
): tfjs.Tensor {
  const units = network.denseKernel.shape[0];
  const part = (index: number): tfjs.Tensor =>
    tf.stack(states.map((state) => tf.tensor1d(state.slice(index * units, (index + 1) * units))));
  const keep = (index: number, tensor: tfjs.Tensor): void => {
    const values = tensor.dataSync();
    for (const [row, state] of states.entries())
      state.set(values.slice(row * units, (row + 1) * units), index * units);
  };
  let output = tf.matMul(characters, network.embedding);
  for (const [layer, { kernel, recurrentKernel, bias }] of network.lstm.entries()) {
    const before = { hidden: part(2 * layer), cell: part(2 * layer + 1) };
    const { hidden, cell } = stepLayer(tf, tf.matMul(output, kernel), recurrentKernel, bias, before);
    keep(2 * layer, hidden);
    keep(2 * layer + 1, cell);
    output = hidden;
  }
  return tf.add(tf.matMul(output, network.denseKernel), network.denseBias);
}
