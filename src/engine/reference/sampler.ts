import { copyWeights, type Weights } from '../../model/weights.ts';
import { checkCharacters, checkState, checkWeights } from '../check.ts';
import type { Sampler } from '../engine.ts';
import { joinState, logitsOf, rowOf, rowState, stepLayer } from './network.ts';

/** A sampler that computes in double precision. */
export function createReferenceSampler(initial: Weights, streams: number): Sampler {
  checkWeights(initial);
  const weights = copyWeights(initial);
  const { hyperparameters } = weights;
  const { vocabulary: V, embedding: E, layers, units } = hyperparameters;
  const zero = new Float32Array(layers * 2 * units);
  const states = Array.from({ length: streams }, () => rowState(zero, hyperparameters));
  const logits = new Float32Array(streams * V);

  const stepStream = (stream: number, character: number): Float64Array => {
    const { hidden, cell } = states[stream];
    let output = rowOf(weights.embedding, character, E);
    for (const [index, layer] of weights.lstm.entries()) {
      const done = stepLayer(layer, output, hidden[index], cell[index]);
      [hidden[index], cell[index]] = [done.hidden, done.cell];
      output = done.hidden;
    }
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
      return joinState(states[stream]);
    },
    importState(stream, state) {
      checkState(stream, streams, state, hyperparameters);
      states[stream] = rowState(state ?? zero, hyperparameters);
    },
    dispose: () => undefined,
  };
}
