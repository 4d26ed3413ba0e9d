import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/model/card.ts';
import { ModelError, readModel, writeModel, type Model } from '../../../src/model/folder.ts';
import { initialWeights } from '../../../src/model/initialise.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { createVocabulary } from '../../../src/model/vocabulary.ts';
import { flatten } from '../../../src/model/weights.ts';
import { memoryFiles } from './memory-files.ts';

const vocabulary = createVocabulary(['\n', ' ', 'A', 'B', '|']);
const card: Card = {
  format: 1,
  name: 'a small model',
  vocabulary: [...vocabulary.characters],
  preparation: { canonical: 1 },
  training: { steps: 12 },
  data: [{ source: 'written for this test', licence: 'CC0-1.0', credit: 'the authors' }],
  figures: { bitsPerCharacter: 1.5 },
  mood: 'kept',
};
const model: Model = {
  weights: initialWeights({ vocabulary: 6, embedding: 3, units: 4, layers: 2 }, seedRandom(1)),
  vocabulary,
  card,
};

/** Writes the model, lets `damage` change its files, and reads it again. */
async function readDamaged(damage: (contents: Map<string, Uint8Array>) => void): Promise<Model> {
  const files = memoryFiles();
  await writeModel(files, model, { dtype: 'float16' });
  damage(files.contents);
  return readModel(files);
}

/** Replaces text in a file of the folder; the text must be there. */
function replacing(name: string, from: string, to: string) {
  return (contents: Map<string, Uint8Array>): void => {
    const text = new TextDecoder().decode(contents.get(name));
    expect(text).toContain(from);
    contents.set(name, new TextEncoder().encode(text.replace(from, to)));
  };
}

test('a folder of float32 gives back the same model', async () => {
  const files = memoryFiles();
  await writeModel(files, model, { dtype: 'float32' });
  expect([...files.contents.keys()].sort()).toEqual(['model.json', 'tunewright.json', 'weights.bin']);
  expect(await readModel(files)).toEqual(model);
});

test('a folder of float16 gives back weights to three digits, and is then stable', async () => {
  const files = memoryFiles();
  await writeModel(files, model, { dtype: 'float16' });
  const read = await readModel(files);
  const [before, after] = [flatten(model.weights), flatten(read.weights)];
  before.forEach((value, i) => expect(after[i]).toBeCloseTo(value, 3));
  await writeModel(files, read, { dtype: 'float16' });
  expect(await readModel(files)).toEqual(read);
});

test('keys of the card that are not known are kept', async () => {
  const read = await readDamaged(() => undefined);
  expect(read.card['mood']).toBe('kept');
});

test('weights that Keras names after its cells are found', async () => {
  const read = await readDamaged((contents) => {
    replacing('model.json', 'lstm_0/kernel', 'lstm_0/lstm_cell/kernel')(contents);
    replacing('model.json', 'lstm_0/recurrent_kernel', 'lstm_0/lstm_cell/recurrent_kernel')(contents);
  });
  expect(read.weights.lstm.length).toBe(2);
});

describe('damage is refused in one line', () => {
  const cases: [string, (contents: Map<string, Uint8Array>) => void, string][] = [
    ['a missing file', (c) => c.delete('weights.bin'), 'weights.bin cannot be read: no such file'],
    ['a missing card', (c) => c.delete('tunewright.json'), 'tunewright.json cannot be read: no such file'],
    [
      'text cut short',
      (c) => c.set('model.json', c.get('model.json')?.slice(0, 90) ?? new Uint8Array()),
      'model.json is not JSON: it is damaged or was cut short',
    ],
    [
      'bytes that are not text',
      (c) => c.set('model.json', Uint8Array.of(0xff, 0xfe)),
      'model.json is not UTF-8 text: it is damaged',
    ],
    [
      'weights cut short',
      (c) => c.set('weights.bin', c.get('weights.bin')?.slice(0, 100) ?? new Uint8Array()),
      'weights.bin was cut short: 100 bytes instead of 640',
    ],
    [
      'weights that are not numbers',
      (c) => c.get('weights.bin')?.fill(0xff, 0, 2),
      'weights.bin: embedding/embeddings has values that are not finite numbers',
    ],
    [
      'another format',
      replacing('tunewright.json', '"format": 1', '"format": 2'),
      'tunewright.json has format 2; this version of Tunewright reads format 1',
    ],
    [
      'a vocabulary of another size',
      replacing('tunewright.json', '"A",', ''),
      'the vocabulary has 5 characters but the network has 6',
    ],
    [
      'a character twice',
      replacing('tunewright.json', '"A"', '"B"'),
      'tunewright.json: vocabulary has "B" more than once',
    ],
    [
      'a wrong shape',
      replacing('model.json', '[3,16]', '[4,12]'),
      'model.json: lstm_0/kernel has the shape [4, 12], not [3, 16]',
    ],
    [
      'weights missing',
      replacing('model.json', '"dense/bias"', '"dense/vice"'),
      'model.json: the weights dense/bias are missing',
    ],
    [
      'an absurd size',
      replacing('model.json', '"input_dim":6', '"input_dim":6e9'),
      'model.json: reads 6000000000 characters but writes 6; they must be the same',
    ],
    [
      'too many units',
      (c) => {
        for (let i = 0; i < 2; i++) replacing('model.json', '"units":4,', '"units":4000000,')(c);
      },
      'model.json: units is 4000000, more than 16384',
    ],
    [
      'more weights than a model can have',
      replacing(
        'model.json',
        '"weights":[',
        '"weights":[{"name":"a","shape":[90000,90000],"dtype":"float32"},',
      ),
      'model.json: 8100000320 weights are more than 500000000',
    ],
    [
      'another recurrent activation',
      replacing('model.json', '"recurrent_activation":"sigmoid"', '"recurrent_activation":"hard_sigmoid"'),
      'model.json, recurrent_activation: LSTM layers must have the recurrent activation sigmoid',
    ],
    [
      'another kind of layer',
      replacing('model.json', '"class_name":"LSTM"', '"class_name":"GRU"'),
      'model.json: expected Embedding, LSTM …, Dense but found Embedding, GRU, LSTM, Dense',
    ],
    [
      'a path out of the folder',
      replacing('model.json', '"weights.bin"', '"../weights.bin"'),
      'model.json, 0.paths.0: weight files must be plain file names',
    ],
  ];
  test('a manifest that names a file over and over; no more of it is read than there should be', async () => {
    const files = memoryFiles();
    await writeModel(files, model, { dtype: 'float16' });
    replacing(
      'model.json',
      '["weights.bin"]',
      JSON.stringify(Array(1000).fill('weights.bin')),
    )(files.contents);
    let reads = 0;
    const counting = { ...files, read: (name: string) => (reads++, files.read(name)) };
    await expect(readModel(counting)).rejects.toThrow('is too long: 1280 bytes instead of 640');
    expect(reads).toBeLessThan(10);
  });

  test.each(cases)('%s', async (_, damage, message) => {
    const reading = readDamaged(damage);
    await expect(reading).rejects.toThrow(ModelError);
    await expect(reading).rejects.toThrow(message);
  });

  test('a model whose vocabulary has another size is not written', async () => {
    const writing = writeModel(
      memoryFiles(),
      { ...model, vocabulary: createVocabulary(['A']) },
      { dtype: 'float16' },
    );
    await expect(writing).rejects.toThrow('the vocabulary has 2 characters but the network has 6');
  });

  test('weights that are not finite are not written', async () => {
    const weights = initialWeights(model.weights.hyperparameters, seedRandom(1));
    weights.denseBias[0] = NaN;
    const writing = writeModel(memoryFiles(), { ...model, weights }, { dtype: 'float32' });
    await expect(writing).rejects.toThrow('dense/bias has values that are not finite numbers');
  });

  test('weights too large for float16 are not written so', async () => {
    const weights = initialWeights(model.weights.hyperparameters, seedRandom(1));
    weights.denseBias[0] = 1e6;
    const writing = writeModel(memoryFiles(), { ...model, weights }, { dtype: 'float16' });
    await expect(writing).rejects.toThrow(
      'dense/bias: 1000000 is too large for float16; write float32 instead',
    );
  });
});
