import { initialWeights } from '../model/initialise.ts';
import type { Random } from '../model/random.ts';
import { createVocabulary, type Vocabulary } from '../model/vocabulary.ts';
import { copyWeights, type Weights } from '../model/weights.ts';

/** A network and the characters it knows. */
export interface Network {
  readonly weights: Weights;
  readonly vocabulary: Vocabulary;
}

/**
 * A network that knows the characters of `wanted` too: those it lacks are put behind its own, with new rows of the
 * embedding [V, E] and new columns of the dense layer [H, V]; all it has learnt stays. Logits of new characters
 * start out as freshly initialised ones do.
 */
export function extendNetwork(network: Network, wanted: Vocabulary, random: Random): Network {
  const { vocabulary } = network;
  const added = wanted.characters.filter((character) => !vocabulary.indexOf.has(character));
  if (added.length === 0) return { vocabulary, weights: copyWeights(network.weights) };
  const extended = createVocabulary([...vocabulary.characters, ...added]);
  return { vocabulary: extended, weights: widen(network.weights, extended.characters.length, random) };
}

function widen(old: Weights, size: number, random: Random): Weights {
  const { units, vocabulary: known } = old.hyperparameters;
  const fresh = initialWeights({ ...old.hyperparameters, vocabulary: size }, random);
  fresh.embedding.set(old.embedding);
  fresh.denseBias.set(old.denseBias);
  for (let row = 0; row < units; row++) {
    fresh.denseKernel.set(old.denseKernel.subarray(row * known, (row + 1) * known), row * size);
  }
  fresh.lstm.forEach((layer, i) => {
    const from = old.lstm[i];
    if (from === undefined) return;
    layer.kernel.set(from.kernel);
    layer.recurrentKernel.set(from.recurrentKernel);
    layer.bias.set(from.bias);
  });
  return fresh;
}
