import * as v from 'valibot';
import { formatCard, parseCard, parseJson, parseRecord, type Card } from './card.ts';
import { ModelError } from './error.ts';
import {
  bytesOf,
  decodeTensors,
  encodeTensors,
  manifestOf,
  parseManifest,
  type ManifestGroup,
  type StoredTensor,
  type WeightType,
} from './manifest.ts';
import { readTopology, topologyOf, type ReadTopology } from './topology.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';
import { tensorShapes, tensorsOf, weightsOf, type TensorShape, type Weights } from './weights.ts';

export { ModelError } from './error.ts';

/** A model's folder, handed in by whoever has files. */
export interface ModelFiles {
  /** Bytes of a file of the folder; rejects when there is none. */
  read(name: string): Promise<Uint8Array>;
  /** Writes files so that a crash leaves either all old ones or all new ones. */
  write(files: readonly { name: string; bytes: Uint8Array }[]): Promise<void>;
}

/** A character LSTM with everything needed to use it. */
export interface Model {
  readonly weights: Weights;
  readonly vocabulary: Vocabulary;
  readonly card: Card;
}

const ModelJson = v.looseObject({
  format: v.optional(v.nullable(v.literal('layers-model', 'only TF.js Layers models can be read'))),
  modelTopology: v.unknown(),
  weightsManifest: v.unknown(),
});

/**
 * Reads a model folder: model.json and its weight files in the TF.js Layers format, and tunewright.json.
 * Nothing in it is trusted. Throws a ModelError with one line for every kind of damage.
 */
export async function readModel(files: ModelFiles): Promise<Model> {
  const card = parseCard(await readText(files, 'tunewright.json'));
  const json = parseRecord(
    'model.json',
    ModelJson,
    parseJson('model.json', await readText(files, 'model.json')),
  );
  const topology = readTopology(json.modelTopology);
  const vocabulary = readVocabulary(card, topology.hyperparameters.vocabulary);
  const stored: StoredTensor[] = [];
  for (const group of parseManifest(json.weightsManifest)) {
    stored.push(...decodeTensors(group, await readGroup(files, group)));
  }
  return { weights: assemble(topology, stored), vocabulary, card };
}

/** Writes a model folder that `readModel` and TF.js' loadLayersModel read. Throws a ModelError. */
export async function writeModel(
  files: ModelFiles,
  model: Model,
  options: { readonly dtype: WeightType },
): Promise<void> {
  const { hyperparameters } = model.weights;
  if (model.vocabulary.characters.length !== hyperparameters.vocabulary)
    throw new ModelError(vocabularyMismatch(model.vocabulary.characters.length, hyperparameters.vocabulary));
  const tensors = tensorsOf(model.weights);
  const json = {
    format: 'layers-model',
    generatedBy: 'Tunewright',
    convertedBy: null,
    modelTopology: topologyOf(hyperparameters),
    weightsManifest: manifestOf(tensors, 'weights.bin', options.dtype),
  };
  const card = { ...model.card, vocabulary: [...model.vocabulary.characters] };
  await files.write([
    { name: 'weights.bin', bytes: encodeTensors(tensors, options.dtype) },
    { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: 'tunewright.json', bytes: new TextEncoder().encode(formatCard(card)) },
  ]);
}

async function readBytes(files: ModelFiles, name: string): Promise<Uint8Array> {
  try {
    return await files.read(name);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new ModelError(`${name} cannot be read: ${reason}`);
  }
}

async function readText(files: ModelFiles, name: string): Promise<string> {
  const bytes = await readBytes(files, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ModelError(`${name} is not UTF-8 text: it is damaged`);
  }
}

async function readGroup(files: ModelFiles, group: ManifestGroup): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const path of group.paths) {
    // Beyond that they are too long, whatever follows.
    if (size > bytesOf(group)) break;
    const part = await readBytes(files, path);
    parts.push(part);
    size += part.length;
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function readVocabulary(card: Card, size: number): Vocabulary {
  if (card.vocabulary.length !== size) throw new ModelError(vocabularyMismatch(card.vocabulary.length, size));
  if (card.vocabulary[0] !== '\u0000')
    throw new ModelError('tunewright.json: the vocabulary must begin with the unknown character "\\u0000"');
  try {
    return createVocabulary(card.vocabulary);
  } catch (error) {
    throw new ModelError(`tunewright.json: ${error instanceof Error ? error.message : ''}`);
  }
}

function vocabularyMismatch(characters: number, size: number): string {
  return `the vocabulary has ${characters} characters but the network has ${size}`;
}

/** Puts stored tensors, whatever their order, into the places that the topology gives them. Nothing is copied. */
function assemble({ hyperparameters, layerNames }: ReadTopology, stored: readonly StoredTensor[]): Weights {
  const shapes = tensorShapes(hyperparameters);
  const layers = [...new Set(shapes.map(({ layer }) => layer))];
  return weightsOf(
    hyperparameters,
    shapes.map((wanted) => findTensor(layerNames[layers.indexOf(wanted.layer)] ?? '', wanted, stored).values),
  );
}

/** Keras puts a cell's name between: `lstm/kernel` in TF.js is `lstm/lstm_cell/kernel` there. */
function findTensor(layer: string, wanted: TensorShape, stored: readonly StoredTensor[]): StoredTensor {
  const label = `${layer}/${wanted.variable}`;
  const found = stored.filter(
    ({ name }) => name.startsWith(`${layer}/`) && name.endsWith(`/${wanted.variable}`),
  );
  const [tensor] = found;
  if (tensor === undefined) throw new ModelError(`model.json: the weights ${label} are missing`);
  if (found.length > 1) throw new ModelError(`model.json: there is more than one ${label}`);
  if (tensor.shape.join() !== wanted.shape.join()) {
    throw new ModelError(
      `model.json: ${label} has the shape [${tensor.shape.join(', ')}], not [${wanted.shape.join(', ')}]`,
    );
  }
  return tensor;
}
