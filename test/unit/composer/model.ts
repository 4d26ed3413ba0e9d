import { createComposer, type Composer } from '../../../src/composer/composer.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import type { Model } from '../../../src/model/folder.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { createVocabulary } from '../../../src/model/vocabulary.ts';
import { CHARACTERS } from './reading.ts';

/** A real model that has learnt nothing: the worst case for whatever has to come out right. */
export function untrainedModel(characters: readonly string[] = CHARACTERS): Model {
  const vocabulary = createVocabulary(characters);
  const hyper = { vocabulary: vocabulary.characters.length, embedding: 8, units: 12, layers: 2 };
  return {
    weights: initialWeights(hyper, seedRandom(1)),
    vocabulary,
    card: {
      format: 1,
      name: 'untrained',
      vocabulary: [...vocabulary.characters],
      preparation: { canonical: 1 },
      training: {},
      data: [],
      figures: {},
    },
  };
}

export function untrainedComposer(): Promise<Composer> {
  let now = 0;
  return createComposer(untrainedModel(), createReferenceEngine(), {
    clock: () => now++,
    pause: () => Promise.resolve(),
  });
}
