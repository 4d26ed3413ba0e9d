import type { Weights } from '../../model/weights.ts';
import { checkCharacters, checkState, checkStreams, checkWeights } from '../check.ts';
import type { LstmState, Sampler } from '../engine.ts';
import {
  createNetwork,
  disposeNetwork,
  runNetwork,
  toLayerStates,
  toRowStates,
  type TensorFlow,
} from './network.ts';

/** A sampler that keeps its states as numbers between steps: no tensor outlives one but the weights. */
export function createTensorflowSampler(tf: TensorFlow, weights: Weights, streams: number): Sampler {
  checkWeights(weights);
  checkStreams(streams);
  const { hyperparameters } = weights;
  const { vocabulary: V, layers, units } = hyperparameters;
  const network = createNetwork(tf, weights);
  const states: LstmState[] = Array.from({ length: streams }, () => new Float32Array(layers * 2 * units));
  const logits = new Float32Array(streams * V);
  return {
    streams,
    step(characters) {
      checkCharacters(characters, streams, V);
      const rows = characters.length;
      tf.tidy(() => {
        const inputs = tf.tensor2d(Int32Array.from(characters), [rows, 1], 'int32');
        const before = toLayerStates(tf, states.slice(0, rows), hyperparameters);
        const after = runNetwork(network, inputs, before);
        logits.set(after.logits.dataSync());
        for (const [row, state] of toRowStates(after.states, rows, units).entries()) states[row] = state;
      });
      return logits.subarray(0, rows * V);
    },
    exportState(stream) {
      checkState(stream, streams, null, hyperparameters);
      return states[stream].slice();
    },
    importState(stream, state) {
      checkState(stream, streams, state, hyperparameters);
      states[stream] = state?.slice() ?? new Float32Array(layers * 2 * units);
    },
    dispose: () => {
      disposeNetwork(network);
    },
  };
}
