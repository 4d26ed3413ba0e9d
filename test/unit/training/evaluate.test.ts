import { expect, test } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { vocabularyOf } from '../../../src/model/vocabulary.ts';
import { unflatten, parameterCount } from '../../../src/model/weights.ts';
import { evaluate } from '../../../src/training/evaluate.ts';
import { AIR, JIG, REEL, TUNES } from './tunes.ts';

const vocabulary = vocabularyOf(TUNES);
const sizes = { vocabulary: vocabulary.characters.length, embedding: 3, units: 4, layers: 1 };
const engine = createReferenceEngine();

test('a network that knows nothing needs log₂ V bits for every character', async () => {
  const weights = unflatten(sizes, new Float32Array(parameterCount(sizes)));
  const result = await evaluate({ weights, vocabulary }, [JIG, AIR], { engine });
  expect(result.bitsPerCharacter).toBeCloseTo(Math.log2(sizes.vocabulary), 5);
  expect(result.musicBitsPerCharacter).toBeCloseTo(Math.log2(sizes.vocabulary), 5);
  expect(result.characters).toBe(JIG.length + AIR.length + 2);
  expect(result.musicCharacters).toBe(result.characters - 'R:jig\nM:6/8\nK:G\nM:3/4\nK:Ador\n'.length);
});

test('tunes side by side score as they do alone, each from the zero state', async () => {
  const weights = initialWeights(sizes, seedRandom(5));
  const together = await evaluate({ weights, vocabulary }, [JIG, REEL, AIR], { engine });
  const alone = await Promise.all(
    [JIG, REEL, AIR].map((tune) => evaluate({ weights, vocabulary }, [tune], { engine })),
  );
  const bits = alone.reduce((sum, one) => sum + one.bitsPerCharacter * one.characters, 0);
  expect(together.bitsPerCharacter).toBeCloseTo(bits / together.characters, 8);
  expect(together.top1).toBeCloseTo(
    alone.reduce((sum, one) => sum + one.top1 * one.characters, 0) / together.characters,
    8,
  );
  expect(together.top5).toBeGreaterThanOrEqual(together.top1);
  expect(together.tunes).toBe(3);
});

test('an abort is heeded', async () => {
  const weights = initialWeights(sizes, seedRandom(5));
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(evaluate({ weights, vocabulary }, TUNES, { engine, signal })).rejects.toThrow('enough');
});
