import * as v from 'valibot';
import { parseRecord } from './card.ts';
import { ModelError } from './error.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { MOST_WEIGHTS, tensorShapes } from './weights.ts';

const FILE = 'model.json';
const Size = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Sizes beyond these are taken for damage, not for a model. */
const LIMITS = { vocabulary: 65_536, embedding: 8_192, units: 16_384, layers: 32 };

const Layer = v.looseObject({ class_name: v.string(), config: v.looseObject({ name: v.string() }) });
const Sequential = v.looseObject({
  class_name: v.literal('Sequential', 'only Sequential models can be read'),
  config: v.union([v.array(Layer), v.looseObject({ layers: v.array(Layer) })]),
});
const Topology = v.union([v.looseObject({ model_config: Sequential }), Sequential]);

const Embedding = v.looseObject({
  input_dim: Size,
  output_dim: Size,
  mask_zero: v.optional(v.nullable(v.literal(false, 'an embedding that masks index 0 is not supported'))),
});
const Lstm = v.looseObject({
  units: Size,
  activation: v.literal('tanh', 'LSTM layers must have the activation tanh'),
  recurrent_activation: v.literal('sigmoid', 'LSTM layers must have the recurrent activation sigmoid'),
  return_sequences: v.literal(true, 'LSTM layers must return sequences'),
  use_bias: v.optional(v.literal(true, 'LSTM layers must have a bias')),
  go_backwards: v.optional(v.nullable(v.literal(false, 'LSTM layers that read backwards are not supported'))),
});
const Dense = v.looseObject({
  units: Size,
  activation: v.picklist(['linear', 'softmax'], 'the dense layer must be linear or softmax'),
  use_bias: v.optional(v.literal(true, 'the dense layer must have a bias')),
});

/** What a topology says: sizes, and the layer names that weights go by, from the bottom. */
export interface ReadTopology {
  readonly hyperparameters: Hyperparameters;
  readonly layerNames: readonly string[];
}

/** The Sequential model in the words of TF.js Layers. Its layers' names are those of `tensorShapes`. */
export function topologyOf(hyperparameters: Hyperparameters): unknown {
  const { vocabulary: V, embedding: E, units: H, layers } = hyperparameters;
  const lstm = Array.from({ length: layers }, (_, i) => ({
    class_name: 'LSTM',
    config: {
      name: `lstm_${i}`,
      units: H,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      use_bias: true,
      unit_forget_bias: true,
      return_sequences: true,
      stateful: false,
    },
  }));
  return {
    class_name: 'Sequential',
    config: {
      name: 'tunewright',
      layers: [
        {
          class_name: 'Embedding',
          config: { name: 'embedding', input_dim: V, output_dim: E, batch_input_shape: [null, null] },
        },
        ...lstm,
        { class_name: 'Dense', config: { name: 'dense', units: V, activation: 'linear', use_bias: true } },
      ],
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

/**
 * Reads the topology of a character LSTM written by Tunewright, TF.js or Keras' converter. Input and dropout
 * layers mean nothing here and are passed over. Throws a ModelError for any other model.
 */
export function readTopology(topology: unknown): ReadTopology {
  const parsed = parseRecord(FILE, Topology, topology);
  const sequential = v.is(v.object({ model_config: Sequential }), parsed) ? parsed.model_config : parsed;
  const config = v.parse(Sequential, sequential).config;
  const layers = (Array.isArray(config) ? config : config.layers).filter(
    ({ class_name }) => !['InputLayer', 'Dropout'].includes(class_name),
  );
  const kinds = layers.map(({ class_name }) => class_name);
  if (!/^Embedding(,LSTM)+,Dense$/.test(kinds.join(',')))
    throw new ModelError(`${FILE}: expected Embedding, LSTM …, Dense but found ${kinds.join(', ')}`);
  const hyperparameters = readSizes(layers.map((layer) => layer.config));
  return { hyperparameters, layerNames: layers.map((layer) => layer.config.name) };
}

function readSizes(configs: readonly unknown[]): Hyperparameters {
  const embedding = parseRecord(FILE, Embedding, configs[0]);
  const lstm = configs.slice(1, -1).map((config) => parseRecord(FILE, Lstm, config));
  const dense = parseRecord(FILE, Dense, configs.at(-1));
  const units = lstm[0]?.units ?? 0;
  if (lstm.some((layer) => layer.units !== units))
    throw new ModelError(`${FILE}: all LSTM layers must have the same number of units`);
  if (dense.units !== embedding.input_dim) {
    throw new ModelError(
      `${FILE}: reads ${embedding.input_dim} characters but writes ${dense.units}; they must be the same`,
    );
  }
  const sizes = { vocabulary: dense.units, embedding: embedding.output_dim, units, layers: lstm.length };
  checkSizes(sizes);
  return sizes;
}

function checkSizes(sizes: Hyperparameters): void {
  for (const key of ['vocabulary', 'embedding', 'units', 'layers'] as const) {
    if (sizes[key] > LIMITS[key])
      throw new ModelError(`${FILE}: ${key} is ${sizes[key]}, more than ${LIMITS[key]}`);
  }
  const parameters = tensorShapes(sizes).reduce(
    (sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1),
    0,
  );
  if (parameters > MOST_WEIGHTS)
    throw new ModelError(`${FILE}: ${parameters} weights are more than ${MOST_WEIGHTS}`);
}
