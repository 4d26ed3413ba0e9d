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
