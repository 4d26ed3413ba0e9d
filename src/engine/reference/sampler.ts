import { copyWeights, type Weights } from '../../model/weights.ts';
import { checkCharacters, checkState, checkStreams, checkWeights } from '../check.ts';
import type { LstmState, Sampler } from '../engine.ts';
import { joinState, logitsOf, rowOf, rowState, stepLayer } from './network.ts';

/** A sampler that computes in double precision and keeps its state in single, so that exporting loses nothing. */
export function createReferenceSampler(initial: Weights, streams: number): Sampler {
  checkWeights(initial);
  checkStreams(streams);
  const weights = copyWeights(initial);
  const { hyperparameters } = weights;
  const { vocabulary: V, embedding: E, layers, units } = hyperparameters;
  const zero = new Float32Array(layers * 2 * units);
  const states: LstmState[] = Array.from({ length: streams }, () => zero);
  const logits = new Float32Array(streams * V);

  const stepStream = (stream: number, character: number): Float64Array => {
    const state = rowState(states[stream], hyperparameters);
    let output = rowOf(weights.embedding, character, E);
    for (const [index, layer] of weights.lstm.entries()) {
      const done = stepLayer(layer, output, state.hidden[index], state.cell[index]);
      [state.hidden[index], state.cell[index]] = [done.hidden, done.cell];
      output = done.hidden;
    }
    states[stream] = joinState(state);
    return logitsOf(weights, output);
  };

  return {
    streams,
    step(characters) {
      checkCharacters(characters, streams, V);
      for (let stream = 0; stream < characters.length; stream++)
        logits.set(stepStream(stream, characters[stream]), stream * V);
      return logits.subarray(0, characters.length * V);
    },
    exportState(stream) {
      checkState(stream, streams, null, hyperparameters);
      return states[stream].slice();
    },
    importState(stream, state) {
      checkState(stream, streams, state, hyperparameters);
      states[stream] = (state ?? zero).slice();
    },
    dispose: () => undefined,
  };
}
