import type * as tfjs from '@tensorflow/tfjs-core';
import { tensorsOf, type Weights } from '../../model/weights.ts';

/** TensorFlow.js' core, whichever backend it has: handed in. */
export type TensorFlow = typeof tfjs;

/** The model's tensors, in the order of `tensorsOf`. */
export interface NetworkTensors {
  readonly embedding: tfjs.Tensor;
  readonly lstm: readonly {
    readonly kernel: tfjs.Tensor;
    readonly recurrentKernel: tfjs.Tensor;
    readonly bias: tfjs.Tensor;
  }[];
  readonly denseKernel: tfjs.Tensor;
  readonly denseBias: tfjs.Tensor;
}

/** Hidden and cell state of one layer, [rows, H] each. */
export interface LayerState {
  readonly hidden: tfjs.Tensor;
  readonly cell: tfjs.Tensor;
}

/** Copies weights into tensors; the caller disposes of them. */
export function toTensors(tf: TensorFlow, weights: Weights): tfjs.Tensor[] {
  return tensorsOf(weights).map(({ values, shape }) => tf.tensor(values, [...shape]));
}

/** Names the tensors of a list in the order of `tensorsOf`. */
export function networkOf(tensors: readonly tfjs.Tensor[]): NetworkTensors {
  const layers = (tensors.length - 3) / 3;
  return {
    embedding: tensors[0],
    lstm: Array.from({ length: layers }, (_, layer) => {
      const [kernel, recurrentKernel, bias] = tensors.slice(1 + 3 * layer);
      return { kernel, recurrentKernel, bias };
    }),
    denseKernel: tensors[tensors.length - 2],
    denseBias: tensors[tensors.length - 1],
  };
}

/** Rows of the identity for indices: [n, depth]. An index of −1 gives a row of zeros. */
export function oneHot(tf: TensorFlow, indices: Int32Array, depth: number): tfjs.Tensor {
  return tf.cast(tf.oneHot(tf.tensor1d(indices, 'int32'), depth), 'float32');
}

/** One step of one layer; `projected` [rows, 4·H] is the input's share of the gates. */
export function stepLayer(
  tf: TensorFlow,
  projected: tfjs.Tensor,
  recurrentKernel: tfjs.Tensor,
  bias: tfjs.Tensor,
  { hidden, cell }: LayerState,
): LayerState {
  const gates: tfjs.Tensor = tf.add(tf.add(projected, tf.matMul(hidden, recurrentKernel)), bias);
  const [i, f, c, o] = tf.split(gates, 4, 1);
  const next: tfjs.Tensor = tf.add(tf.mul(tf.sigmoid(f), cell), tf.mul(tf.sigmoid(i), tf.tanh(c)));
  return { hidden: tf.mul(tf.sigmoid(o), tf.tanh(next)), cell: next };
}
