import type * as core from '@tensorflow/tfjs-core';
import type * as tfjsLayers from '@tensorflow/tfjs-layers';
import type { Hyperparameters } from '../../model/hyperparameters.ts';
import { tensorsOf, type Weights } from '../../model/weights.ts';
import type { LstmState } from '../engine.ts';

/** TensorFlow.js with its Layers, whichever backend it has: handed in. */
export type TensorFlow = typeof core & Pick<typeof tfjsLayers, 'layers'>;

type Layer = tfjsLayers.layers.Layer;

/** The model as TF.js Layers: Embedding → LSTM … → Dense, each built and holding its weights. */
export interface Network {
  readonly hyperparameters: Hyperparameters;
  readonly embedding: Layer;
  readonly lstm: readonly Layer[];
  readonly dense: Layer;
}

/** Hidden and cell state of one layer, [rows, H] each. */
export interface LayerState {
  readonly hidden: core.Tensor;
  readonly cell: core.Tensor;
}

/** Builds the layers and gives them their weights; the caller disposes of them with `disposeNetwork`. */
export function createNetwork(tf: TensorFlow, weights: Weights): Network {
  const { vocabulary, embedding, units, layers } = weights.hyperparameters;
  // The weights come from outside: drawing them first, orthogonal ones above all, would take long.
  const zeros = { kernelInitializer: 'zeros', recurrentInitializer: 'zeros' } as const;
  const network: Network = {
    hyperparameters: weights.hyperparameters,
    embedding: tf.layers.embedding({
      inputDim: vocabulary,
      outputDim: embedding,
      embeddingsInitializer: 'zeros',
    }),
    lstm: Array.from({ length: layers }, () =>
      tf.layers.lstm({
        ...zeros,
        units,
        recurrentActivation: 'sigmoid',
        unitForgetBias: false,
        returnSequences: true,
        returnState: true,
      }),
    ),
    dense: tf.layers.dense({ units: vocabulary, kernelInitializer: 'zeros' }),
  };
  buildLayers(tf, network);
  setWeights(tf, network, weights);
  return network;
}

/** A layer makes its weights when it is first applied, be it to a symbol. */
function buildLayers(tf: TensorFlow, { embedding, lstm, dense }: Network): void {
  let output = embedding.apply(tf.layers.input({ shape: [null], dtype: 'int32' }));
  for (const layer of lstm) {
    const applied = layer.apply(output);
    output = Array.isArray(applied) ? applied[0] : applied;
  }
  dense.apply(output);
}

/** Copies weights into the layers. */
export function setWeights(tf: TensorFlow, network: Network, weights: Weights): void {
  tf.tidy(() => {
    const tensors = tensorsOf(weights).map(({ values, shape }) => tf.tensor(values, [...shape]));
    for (const layer of layersOf(network)) layer.setWeights(tensors.splice(0, layer.weights.length));
  });
}

/** The layers' variables, in the order of `tensorsOf`. */
export function variablesOf(tf: TensorFlow, network: Network): core.Variable[] {
  return layersOf(network)
    .flatMap((layer) => layer.weights)
    .map((weight) => weight.read())
    .filter((tensor): tensor is core.Variable => tensor instanceof tf.Variable);
}

export function disposeNetwork(network: Network): void {
  for (const layer of layersOf(network)) layer.dispose();
}

function layersOf({ embedding, lstm, dense }: Network): Layer[] {
  return [embedding, ...lstm, dense];
}

/**
 * Logits [rows, time, V] of character indices [rows, time] and the states after them. `between` is applied to what
 * each LSTM layer hands on, [rows, time, H].
 */
export function runNetwork(
  network: Network,
  characters: core.Tensor,
  states: readonly LayerState[],
  between: (output: core.Tensor, layer: number) => core.Tensor = (output) => output,
): { logits: core.Tensor; states: LayerState[] } {
  let output = single(network.embedding.apply(characters));
  const after: LayerState[] = [];
  for (const [layer, lstm] of network.lstm.entries()) {
    const { hidden, cell } = states[layer];
    const [sequence, ...state] = several(lstm.apply(output, { initialState: [hidden, cell] }));
    after.push({ hidden: state[0], cell: state[1] });
    output = between(sequence, layer);
  }
  return { logits: single(network.dense.apply(output)), states: after };
}

type Applied = ReturnType<Layer['apply']>;

/** What a layer gives for tensors is tensors; it would give symbols only for symbols. */
function several(applied: Applied): core.Tensor[] {
  const found = Array.isArray(applied) ? applied : [applied];
  return found.map((tensor) => {
    if ('dataSync' in tensor) return tensor;
    throw new Error('a layer gave a symbol instead of numbers');
  });
}

function single(applied: Applied): core.Tensor {
  return several(applied)[0];
}

/** The rows' states as the layers take them. */
export function toLayerStates(
  tf: TensorFlow,
  rows: readonly LstmState[],
  { layers, units }: Hyperparameters,
): LayerState[] {
  const part = (index: number): core.Tensor =>
    tf.stack(rows.map((state) => tf.tensor1d(state.slice(index * units, (index + 1) * units))));
  return Array.from({ length: layers }, (_, layer) => ({
    hidden: part(2 * layer),
    cell: part(2 * layer + 1),
  }));
}

/** The state of each row from those of the layers. */
export function toRowStates(states: readonly LayerState[], rows: number, units: number): LstmState[] {
  const parts = states.flatMap(({ hidden, cell }) => [hidden.dataSync(), cell.dataSync()]);
  return Array.from({ length: rows }, (_, row) => {
    const state = new Float32Array(parts.length * units);
    for (const [index, values] of parts.entries())
      state.set(values.slice(row * units, (row + 1) * units), index * units);
    return state;
  });
}
