import { START } from '../abc/canonical/tune.ts';
import type { LstmState, Sampler } from '../engine/engine.ts';
import type { Model } from '../model/folder.ts';
import { encode, type Vocabulary } from '../model/vocabulary.ts';
import { ComposerError } from './error.ts';
import type { Interruption } from './generate.ts';
import { createPrefixCache } from './prefix-cache.ts';
import { recentText } from './recent.ts';

/** Reads text into the network's first stream, starting from the longest prefix that it has read before. */
export interface TextReader {
  /**
   * The state after canonical text from a tune's start on, of a very long tune after its last lines, and the logits
   * [V] of the character to come.
   */
  read(text: string, interruption: Interruption): Promise<{ state: LstmState; logits: Float32Array }>;
}

/** States kept; at 6 kB for two layers of 384 units these are some 2 MB. */
const CACHED_STATES = 320;
/** A state is kept this often on the way, for cursors that move back. */
const CHARACTERS_PER_STATE = 64;

/** Reading throws a ComposerError where the model's weights are such that nothing can be computed with them. */
export function createTextReader(sampler: Sampler, { vocabulary, card }: Model): TextReader {
  const cache = createPrefixCache(CACHED_STATES);
  return {
    read: async (text, { signal, pause }) => {
      const known = knownCharacters(START + recentText(text), vocabulary);
      const { length, state } = cache.longest(known);
      sampler.importState(0, state);
      const indices = encode(vocabulary, known);
      let logits = new Float32Array(0);
      for (let at = length; at < known.length; at++) {
        if (at > length && at % CHARACTERS_PER_STATE === 0) {
          cache.remember(known.slice(0, at), sampler.exportState(0));
          await pause();
          signal?.throwIfAborted();
        }
        if (at === known.length - 1) cache.remember(known.slice(0, at), sampler.exportState(0));
        const view = sampler.step([indices[at] ?? 0]);
        if (at === known.length - 1) logits = view.slice();
      }
      if (!logits.every(Number.isFinite)) {
        throw new ComposerError(`the model ${card.name} computes no numbers: it is damaged; choose another`);
      }
      return { state: sampler.exportState(0), logits };
    },
  };
}

/** Text without the characters that the model does not know, which it has never learnt to read. */
function knownCharacters(text: string, { indexOf }: Vocabulary): string {
  return Array.from(text)
    .filter((character) => indexOf.has(character))
    .join('');
}
