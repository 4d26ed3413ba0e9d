/** The characters a model knows, each with its index. Index 0 stands for every other character. */
export interface Vocabulary {
  readonly characters: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Index 0's place holder; never found in text. */
const UNKNOWN = '\u0000';

/**
 * A vocabulary in the given order. `characters` may begin with the unknown character; if not, it is put first.
 * Throws a RangeError for entries that are not one UTF-16 code unit, or come twice.
 */
export function createVocabulary(characters: readonly string[]): Vocabulary {
  const all = characters[0] === UNKNOWN ? [...characters] : [UNKNOWN, ...characters];
  const indexOf = new Map<string, number>();
  for (const [index, character] of all.entries()) {
    if (character.length !== 1)
      throw new RangeError(`vocabulary entry ${JSON.stringify(character)} is not one character`);
    if (indexOf.has(character))
      throw new RangeError(`vocabulary has ${JSON.stringify(character)} more than once`);
    indexOf.set(character, index);
  }
  return { characters: all, indexOf };
}

/** All characters of the texts, by code unit, so that the same texts in any order give the same vocabulary. */
export function vocabularyOf(texts: Iterable<string>): Vocabulary {
  const seen = new Set<string>();
  for (const text of texts) for (let i = 0; i < text.length; i++) seen.add(text.charAt(i));
  seen.delete(UNKNOWN);
  return createVocabulary([...seen].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0)));
}

/** Indices of a text's characters [text.length]; unknown ones become 0. */
export function encode(vocabulary: Vocabulary, text: string): Int32Array {
  const indices = new Int32Array(text.length);
  for (let i = 0; i < text.length; i++) indices[i] = vocabulary.indexOf.get(text.charAt(i)) ?? 0;
  return indices;
}

/** The text of indices. Throws a RangeError for an index the vocabulary does not have. */
export function decode(vocabulary: Vocabulary, indices: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < indices.length; i++) {
    const character = vocabulary.characters[indices[i] ?? -1];
    if (character === undefined) throw new RangeError(`no character has index ${indices[i] ?? -1}`);
    text += character;
  }
  return text;
}
