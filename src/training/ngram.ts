import { bodyStart, START } from '../abc/canonical/tune.ts';

/** How well a model foretells tunes: see `evaluate.ts` and `scoreTunes`. */
export interface Surprise {
  readonly characters: number;
  readonly bitsPerCharacter: number;
  /** Characters of the body, the header lines R:, M: and K: left out. */
  readonly musicCharacters: number;
  readonly musicBitsPerCharacter: number;
}

interface Context {
  total: number;
  readonly counts: Map<string, number>;
}

/** Counts of what follows each context of 0 … order characters. */
export interface Ngram {
  readonly order: number;
  readonly contexts: ReadonlyMap<string, Context>;
  /** Number of characters that a prediction without any count is spread over. */
  readonly alphabet: number;
}

/**
 * A character n-gram of `order` characters of context with interpolated Witten–Bell smoothing (Witten & Bell
 * 1991; Chen & Goodman 1998, section 2.6), down to the uniform distribution over `alphabet` characters. Tunes are
 * read one by one from the start symbol to the end of the blank line after them.
 */
export function countNgrams(tunes: Iterable<string>, order: number, alphabet: number): Ngram {
  const contexts = new Map<string, Context>();
  for (const tune of tunes) {
    const text = START + tune + START;
    for (let i = 1; i < text.length; i++) {
      for (let n = 0; n <= order && n <= i; n++) count(contexts, text.slice(i - n, i), text.charAt(i));
    }
  }
  return { order, contexts, alphabet };
}

function count(contexts: Map<string, Context>, context: string, next: string): void {
  let entry = contexts.get(context);
  if (entry === undefined) contexts.set(context, (entry = { total: 0, counts: new Map() }));
  entry.total += 1;
  entry.counts.set(next, (entry.counts.get(next) ?? 0) + 1);
}

/** The probability of `next` after `context`, of which the last `order` characters matter. */
export function probability(ngram: Ngram, context: string, next: string): number {
  let estimate = 1 / ngram.alphabet;
  const longest = Math.min(ngram.order, context.length);
  for (let n = 0; n <= longest; n++) {
    const entry = ngram.contexts.get(context.slice(context.length - n));
    if (entry === undefined) break;
    const types = entry.counts.size;
    estimate = ((entry.counts.get(next) ?? 0) + types * estimate) / (entry.total + types);
  }
  return estimate;
}

/** Bits per character of tunes under the n-gram, each from the start symbol through its final blank line. */
export function scoreTunes(ngram: Ngram, tunes: Iterable<string>): Surprise {
  let [characters, bits, musicCharacters, musicBits] = [0, 0, 0, 0];
  for (const tune of tunes) {
    const text = START + tune + START;
    const body = 1 + bodyStart(tune);
    for (let i = 1; i < text.length; i++) {
      const cost = -Math.log2(
        probability(ngram, text.slice(Math.max(0, i - ngram.order), i), text.charAt(i)),
      );
      characters += 1;
      bits += cost;
      if (i >= body) {
        musicCharacters += 1;
        musicBits += cost;
      }
    }
  }
  return {
    characters,
    bitsPerCharacter: bits / characters,
    musicCharacters,
    musicBitsPerCharacter: musicBits / musicCharacters,
  };
}
