import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromFloat16, toFloat16 } from '../../../src/model/float16.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import {
  forkRandom,
  nextFloat,
  nextInteger,
  nextUint32,
  seedRandom,
  shuffle,
} from '../../../src/model/random.ts';
import { createVocabulary, decode, encode, vocabularyOf } from '../../../src/model/vocabulary.ts';
import { copyWeights, flatten, parameterCount, tensorsOf, unflatten } from '../../../src/model/weights.ts';

describe('random', () => {
  test('xoshiro128** from the state 1, 2, 3, 4 gives the published sequence', () => {
    const random = Uint32Array.of(1, 2, 3, 4);
    expect(Array.from({ length: 4 }, () => nextUint32(random))).toEqual([11520, 0, 5927040, 70819200]);
  });

  test('a copy of the state replays what follows', () => {
    const random = seedRandom(42);
    nextFloat(random);
    const copy = random.slice();
    const next = Array.from({ length: 5 }, () => nextUint32(random));
    expect(Array.from({ length: 5 }, () => nextUint32(copy))).toEqual(next);
  });

  test('integers stay below their bound and reach all values', () => {
    const random = seedRandom(7);
    const seen = new Set(Array.from({ length: 300 }, () => nextInteger(random, 6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('floats are uniform over [0, 1)', () => {
    const random = seedRandom(3);
    const values = Array.from({ length: 20_000 }, () => nextFloat(random));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(0.5, 2);
  });

  test('shuffling keeps what there is and depends on the seed alone', () => {
    const deck = (seed: number) => shuffle(seedRandom(seed), [...Array(20).keys()]);
    expect(deck(1)).toEqual(deck(1));
    expect(deck(1)).not.toEqual(deck(2));
    expect(deck(1).sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  test('a fork goes its own way', () => {
    const random = seedRandom(5);
    const fork = forkRandom(random);
    expect(nextUint32(fork)).not.toBe(nextUint32(random));
  });
});

describe('vocabulary', () => {
  test('characters are sorted by code, after the unknown one', () => {
    const { characters } = vocabularyOf(['BA|', 'A\n']);
    expect(characters).toEqual(['\u0000', '\n', 'A', 'B', '|']);
  });

  test('what is not known becomes index 0', () => {
    const vocabulary = createVocabulary(['A', 'B']);
    expect([...encode(vocabulary, 'BxA')]).toEqual([2, 0, 1]);
    expect(() => decode(vocabulary, [3])).toThrow('no character has index 3');
  });

  test('any text survives encoding with its own vocabulary', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\u0000'));
        const vocabulary = vocabularyOf([text]);
        expect(decode(vocabulary, encode(vocabulary, text))).toBe(text);
      }),
    );
  });

  test('entries must be single characters, once each', () => {
    expect(() => createVocabulary(['AB'])).toThrow('vocabulary entry "AB" is not one character');
    expect(() => createVocabulary(['A', 'A'])).toThrow('vocabulary has "A" more than once');
  });
});

describe('weights', () => {
  const hyperparameters = { vocabulary: 7, embedding: 3, units: 5, layers: 2 };

  test('tensors come in one order with their shapes', () => {
    const tensors = tensorsOf(initialWeights(hyperparameters, seedRandom(1)));
    expect(tensors.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'embedding/embeddings 7×3',
      'lstm_0/kernel 3×20',
      'lstm_0/recurrent_kernel 5×20',
      'lstm_0/bias 20',
      'lstm_1/kernel 5×20',
      'lstm_1/recurrent_kernel 5×20',
      'lstm_1/bias 20',
      'dense/kernel 5×7',
      'dense/bias 7',
    ]);
    expect(parameterCount(hyperparameters)).toBe(463);
  });

  test('flattening and back changes nothing', () => {
    const weights = initialWeights(hyperparameters, seedRandom(1));
    expect(unflatten(hyperparameters, flatten(weights))).toEqual(weights);
    expect(copyWeights(weights).embedding).not.toBe(weights.embedding);
    expect(() => unflatten(hyperparameters, new Float32Array(3))).toThrow('expected 463 weights, got 3');
  });

  test('they start as Keras starts them', () => {
    const { lstm, embedding, denseBias } = initialWeights(hyperparameters, seedRandom(1));
    expect(Math.max(...embedding.map(Math.abs))).toBeLessThanOrEqual(0.05);
    expect(Math.max(...(lstm[0]?.kernel.map(Math.abs) ?? []))).toBeLessThanOrEqual(Math.sqrt(6 / 23));
    expect([...(lstm[1]?.bias ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(denseBias.every((value) => value === 0)).toBe(true);
    const rows = Array.from(
      { length: 5 },
      (_, r) => lstm[1]?.recurrentKernel.slice(20 * r, 20 * r + 20) ?? new Float32Array(),
    );
    for (const [i, a] of rows.entries())
      for (const [j, b] of rows.entries())
        expect(a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0)).toBeCloseTo(i === j ? 1 : 0, 5);
  });
});

describe('float16', () => {
  test.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -26, 0x0000],
    [1 + 2 ** -11, 0x3c00], // halfway: to even
    [1 + 3 * 2 ** -11, 0x3c02], // halfway: to even
    [0.1, 0x2e66],
    [2 ** -14 - 2 ** -26, 0x0400], // rounds up into the normal numbers
  ])('%d is written as %s', (value, bits) => {
    expect([...toFloat16(Float32Array.of(value))]).toEqual([bits]);
  });

  test('every half survives a round trip', () => {
    const halves = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter((h) => (h & 0x7c00) !== 0x7c00);
    expect(toFloat16(fromFloat16(halves))).toEqual(halves);
  });
});
