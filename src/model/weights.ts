import type { Hyperparameters } from './hyperparameters.ts';

/** One LSTM layer in Keras' layout, gates in the order i, f, c, o. */
export interface LstmWeights {
  /** [input, 4·H], input = E for the first layer and H for the others. */
  readonly kernel: Float32Array;
  /** [H, 4·H] */
  readonly recurrentKernel: Float32Array;
  /** [4·H] */
  readonly bias: Float32Array;
}

/** All weights of a character LSTM, row-major. */
export interface Weights {
  readonly hyperparameters: Hyperparameters;
  /** [V, E] */
  readonly embedding: Float32Array;
  readonly lstm: readonly LstmWeights[];
  /** [H, V] */
  readonly denseKernel: Float32Array;
  /** [V] */
  readonly denseBias: Float32Array;
}

/** A model of more weights is taken for damage. */
export const MOST_WEIGHTS = 500_000_000;

/** A tensor's place in a model: which layer (`embedding`, `lstm_0` …, `dense`), which variable, what shape. */
export interface TensorShape {
  readonly layer: string;
  readonly variable: 'embeddings' | 'kernel' | 'recurrent_kernel' | 'bias';
  readonly shape: readonly number[];
}

/** A tensor with its values, row-major. */
export interface Tensor extends TensorShape {
  /** `layer/variable` */
  readonly name: string;
  readonly values: Float32Array;
}

/** The shapes of all tensors in the one order used everywhere: embedding, layers from the bottom, dense. */
export function tensorShapes(hyperparameters: Hyperparameters): TensorShape[] {
  const { vocabulary: V, embedding: E, units: H, layers } = hyperparameters;
  const shapes: TensorShape[] = [{ layer: 'embedding', variable: 'embeddings', shape: [V, E] }];
  for (let i = 0; i < layers; i++) {
    const layer = `lstm_${i}`;
    shapes.push(
      { layer, variable: 'kernel', shape: [i === 0 ? E : H, 4 * H] },
      { layer, variable: 'recurrent_kernel', shape: [H, 4 * H] },
      { layer, variable: 'bias', shape: [4 * H] },
    );
  }
  shapes.push(
    { layer: 'dense', variable: 'kernel', shape: [H, V] },
    { layer: 'dense', variable: 'bias', shape: [V] },
  );
  return shapes;
}

/** All tensors in the order of `tensorShapes`; the values are the weights' own arrays, not copies. */
export function tensorsOf(weights: Weights): Tensor[] {
  const values = [
    weights.embedding,
    ...weights.lstm.flatMap(({ kernel, recurrentKernel, bias }) => [kernel, recurrentKernel, bias]),
    weights.denseKernel,
    weights.denseBias,
  ];
  return tensorShapes(weights.hyperparameters).map((tensor, i) => {
    const own = values[i];
    const name = `${tensor.layer}/${tensor.variable}`;
    if (own?.length !== sizeOf(tensor.shape))
      throw new RangeError(`${name} has ${own?.length ?? 0} values, not ${sizeOf(tensor.shape)}`);
    return { ...tensor, name, values: own };
  });
}

/** How many numbers a model of these sizes has. */
export function parameterCount(hyperparameters: Hyperparameters): number {
  return tensorShapes(hyperparameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** All weights one after the other in the order of `tensorsOf`, copied. [parameterCount] */
export function flatten(weights: Weights): Float32Array {
  const flat = new Float32Array(parameterCount(weights.hyperparameters));
  let offset = 0;
  for (const { values } of tensorsOf(weights)) {
    flat.set(values, offset);
    offset += values.length;
  }
  return flat;
}

/** The weights whose `flatten` is `flat`: views into it, not copies. Throws a RangeError for another length. */
export function unflatten(hyperparameters: Hyperparameters, flat: Float32Array): Weights {
  const count = parameterCount(hyperparameters);
  if (flat.length !== count) throw new RangeError(`expected ${count} weights, got ${flat.length}`);
  let offset = 0;
  return weightsOf(
    hyperparameters,
    tensorShapes(hyperparameters).map(({ shape }) => flat.subarray(offset, (offset += sizeOf(shape)))),
  );
}

/** The weights whose tensors, in the order of `tensorsOf`, have these values: the arrays given, not copies. */
export function weightsOf(hyperparameters: Hyperparameters, values: readonly Float32Array[]): Weights {
  const rest = values.values();
  const take = (): Float32Array => rest.next().value ?? new Float32Array(0);
  const weights = {
    hyperparameters,
    embedding: take(),
    lstm: Array.from({ length: hyperparameters.layers }, () => ({
      kernel: take(),
      recurrentKernel: take(),
      bias: take(),
    })),
    denseKernel: take(),
    denseBias: take(),
  };
  tensorsOf(weights);
  return weights;
}

/** Weights of their own arrays with the same values. */
export function copyWeights(weights: Weights): Weights {
  return unflatten(weights.hyperparameters, flatten(weights));
}

/** Product of the dimensions. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
