import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { parseJson } from '../../../src/model/card.ts';
import { readModel, writeModel } from '../../../src/model/folder.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { createVocabulary } from '../../../src/model/vocabulary.ts';
import { memoryFiles } from '../model/memory-files.ts';
import { buildAll, relaxedEngine } from './built.ts';
import { drawWeights } from './cases.ts';

const TEXT = [1, 4, 2, 0, 3, 5, 5, 1];

beforeAll(buildAll, 120_000);

describe.each(['float16', 'float32'] as const)('a folder of %s', (dtype) => {
  test('is loaded by plain TF.js Layers and gives the logits of our engines', async () => {
    const files = memoryFiles();
    const hyperparameters = { vocabulary: 6, embedding: 5, units: 9, layers: 2 };
    const vocabulary = createVocabulary(['a', 'b', 'c', 'd', 'e']);
    const weights = drawWeights(hyperparameters, seedRandom(1));
    const card = { format: 1, name: 'test', vocabulary: [], preparation: { canonical: 1 } } as const;
    await writeModel(
      files,
      { weights, vocabulary, card: { ...card, vocabulary: [], training: {}, data: [], figures: {} } },
      { dtype },
    );
    const theirs = await tfjsLogits(files.contents);
    const model = await readModel(files);
    for (const engine of [createReferenceEngine(), await relaxedEngine(1)]) {
      const sampler = await engine.createSampler(model.weights, 1);
      for (const [step, character] of TEXT.entries()) {
        const logits = sampler.step([character]);
        for (const [i, logit] of logits.entries()) expect(logit).toBeCloseTo(theirs[step][i], 5);
      }
      sampler.dispose();
    }
  });
});

/** Logits [TEXT.length][V] as TF.js computes them from the files of a folder. */
async function tfjsLogits(contents: ReadonlyMap<string, Uint8Array>): Promise<number[][]> {
  const json = parseJson('model.json', new TextDecoder().decode(contents.get('model.json')));
  const { modelTopology, weightsManifest } = json as tf.io.ModelJSON;
  const weightData = contents.get('weights.bin')?.slice().buffer;
  if (weightData === undefined) throw new Error('no weights');
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const model = await loadLayersModel({
    load: () => Promise.resolve({ modelTopology, weightSpecs, weightData }),
  });
  const output = model.predict(tf.tensor2d([TEXT]));
  if (Array.isArray(output)) throw new Error('one output expected');
  const [logits] = (await output.array()) as number[][][];
  return logits;
}
