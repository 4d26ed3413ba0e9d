import type { Hyperparameters } from '../../model/hyperparameters.ts';
import { createArena, FIRST_ADDRESS, roundUp, type Address } from './kernels.ts';

/** Columns of a panel of 8-bit weights, and bytes of a row of it in single precision. */
export const PANEL_COLUMNS = 32;
export const PANEL_ROW_BYTES = 4 * PANEL_COLUMNS;

/** A matrix in panels of 32 columns (see assembly/int8.ts), and the activations that are multiplied by it. */
export interface Int8Product {
  /** Rows of the matrix: what a row of activations has of them, padding included. */
  readonly depth: number;
  readonly panels: number;
  readonly weights: Address;
  /** [32 · panels] */
  readonly scales: Address;
  /** [streams, depth] in bytes, `stride` from row to row. */
  readonly activations: Address;
  readonly stride: number;
}

/** A layer reads what comes from below, then its own hidden state: the first one only the latter. */
export interface Int8Layer extends Int8Product {
  /** The first layer's share of each character [V, 4·H]; the others' bias [4·H]. With the products' offsets. */
  readonly inputs: Address;
  /** Bytes from character to character; 0 where all have the same. */
  readonly inputStride: number;
  /** [streams, H] */
  readonly cells: Address;
}

/** Where everything of a sampler with 8-bit weights lies in its memory. */
export interface Int8Plan {
  /** H rounded up to whole panels. */
  readonly units: number;
  readonly layers: readonly Int8Layer[];
  readonly dense: Int8Product & { readonly offsets: Address };
  readonly characters: Address;
  /** [V] with room for a panel behind each stream's. */
  readonly logits: Address;
  /** Scratch: integers of the products. */
  readonly sums: Address;
  /** Scratch while weights are written: a panel in single precision, its offsets, and the embeddings [V, E]. */
  readonly panel: Address;
  readonly panelOffsets: Address;
  readonly embeddings: Address;
  readonly end: Address;
}

/** Lays out the memory of a sampler with 8-bit weights. */
export function planInt8(hyperparameters: Hyperparameters, streams: number): Int8Plan {
  const { vocabulary, embedding, layers } = hyperparameters;
  const units = roundUp(hyperparameters.units, 8);
  const densePanels = Math.ceil(vocabulary / PANEL_COLUMNS);
  const { take, end } = createArena(FIRST_ADDRESS);
  const product = (depth: number, panels: number): Int8Product => {
    const stride = roundUp(depth, 64);
    return {
      depth,
      panels,
      weights: take(depth * panels * PANEL_COLUMNS),
      scales: take(panels * PANEL_ROW_BYTES),
      activations: take(streams * stride),
      stride,
    };
  };
  const row = units * 16;
  const plan = {
    units,
    layers: Array.from({ length: layers }, (_, layer) => ({
      ...product(layer === 0 ? units : 2 * units, units / 8),
      inputs: take(layer === 0 ? vocabulary * row : row),
      inputStride: layer === 0 ? row : 0,
      cells: take(streams * units * 4),
    })),
    dense: { ...product(units, densePanels), offsets: take(densePanels * PANEL_ROW_BYTES) },
    characters: take(streams * 4),
    logits: take(streams * vocabulary * 4 + PANEL_ROW_BYTES),
    sums: take(densePanels * streams * PANEL_ROW_BYTES),
    panel: take(Math.max(2 * units, embedding) * PANEL_ROW_BYTES),
    panelOffsets: take(PANEL_ROW_BYTES),
    embeddings: take(vocabulary * embedding * 4),
  };
  return { ...plan, end: end() };
}
