import type { Engine } from '../../src/engine/engine.ts';
import type { Model } from '../../src/model/folder.ts';
import { evaluate, type Evaluation } from '../../src/training/evaluate.ts';
import { countNgrams, scoreTunes, type Surprise } from '../../src/training/ngram.ts';
import { echoedSurprise } from './echoing.ts';

const ORDER = 4;

/** How well the model foresees tunes, beside an n-gram of the training tunes on the same characters. */
export interface Foresight {
  readonly model: Evaluation;
  /** The network mixed with echoes of earlier bars, as it composes. */
  readonly echoed: Surprise;
  readonly ngram: Surprise;
  /** By how much the model's bits per character are lower, as a share of the n-gram's. */
  readonly below: { readonly all: number; readonly music: number };
}

/** Measures canonical tunes that were not trained on. */
export async function foresightOf(
  model: Model,
  engine: Engine,
  training: readonly string[],
  unseen: readonly string[],
): Promise<Foresight> {
  const own = await evaluate(model, unseen, { engine });
  const ngram = scoreTunes(countNgrams(training, ORDER, model.vocabulary.characters.length), unseen);
  return {
    model: own,
    echoed: await echoedSurprise(model, engine, unseen),
    ngram,
    below: {
      all: 1 - own.bitsPerCharacter / ngram.bitsPerCharacter,
      music: 1 - own.musicBitsPerCharacter / ngram.musicBitsPerCharacter,
    },
  };
}
