import type { Hyperparameters } from '../../model/hyperparameters.ts';
import { parameterCount } from '../../model/weights.ts';
import { createArena, roundUp, type Address } from './kernels.ts';

/*
 * How weights lie in a module's memory: every matrix in panels of eight columns, [columns / 8][rows][8], rows and
 * columns padded with zeros to multiples of eight; the columns of gates ordered so that the panels i, f, c, o of
 * eight units are neighbours. Padding stays zero for ever: its gradient is zero.
 */

/** Sizes rounded up to whole panels, and counts of panels. */
export interface PaddedSizes {
  readonly vocabulary: number;
  readonly embedding: number;
  readonly units: number;
  readonly vocabularyPanels: number;
  readonly embeddingPanels: number;
  readonly unitPanels: number;
  readonly gatePanels: number;
}

export function paddedSizes(hyperparameters: Hyperparameters): PaddedSizes {
  const vocabulary = roundUp(hyperparameters.vocabulary, 8);
  const embedding = roundUp(hyperparameters.embedding, 8);
  const units = roundUp(hyperparameters.units, 8);
  return {
    vocabulary,
    embedding,
    units,
    vocabularyPanels: vocabulary / 8,
    embeddingPanels: embedding / 8,
    unitPanels: units / 8,
    gatePanels: units / 2,
  };
}

/** A tensor's place in a block of parameters and its shape. */
interface Place {
  /** Bytes from the start of the block. */
  readonly offset: number;
  /** Padding included. */
  readonly bytes: number;
  /** Rows and columns as in the model; a bias has one row. */
  readonly rows: number;
  readonly columns: number;
  readonly paddedRows: number;
  /** Whether the columns are the gates i, f, c, o of H units. */
  readonly gates: boolean;
}

/** Where each tensor lies in a block of parameters, gradients or moments. */
export interface ParameterLayout {
  readonly bytes: number;
  readonly embedding: number;
  readonly lstm: readonly {
    readonly kernel: number;
    readonly recurrentKernel: number;
    readonly bias: number;
  }[];
  readonly denseKernel: number;
  readonly denseBias: number;
  /** In the order of the model's tensors. */
  readonly places: readonly Place[];
}

export function parameterLayout(hyperparameters: Hyperparameters): ParameterLayout {
  const { vocabulary: V, embedding: E, units: H, layers } = hyperparameters;
  const arena = createArena(0);
  const places: Place[] = [];
  const add = (rows: number, paddedRows: number, columns: number, gates: boolean): number => {
    const paddedColumns = gates ? 4 * roundUp(columns / 4, 8) : roundUp(columns, 8);
    const bytes = paddedRows * paddedColumns * 4;
    const offset = arena.take(bytes);
    places.push({ offset, bytes, rows, columns, paddedRows, gates });
    return offset;
  };
  const matrix = (rows: number, columns: number, gates: boolean): number =>
    add(rows, roundUp(rows, 8), columns, gates);
  const embedding = matrix(V, E, false);
  const lstm = Array.from({ length: layers }, (_, layer) => ({
    kernel: matrix(layer === 0 ? E : H, 4 * H, true),
    recurrentKernel: matrix(H, 4 * H, true),
    bias: add(1, 1, 4 * H, true),
  }));
  const denseKernel = matrix(H, V, false);
  const denseBias = add(1, 1, V, false);
  return { bytes: arena.end(), embedding, lstm, denseKernel, denseBias, places };
}

/** Writes values in the model's order into a block in memory. */
export function writeParameters(
  memory: WebAssembly.Memory,
  block: Address,
  layout: ParameterLayout,
  flat: Float32Array,
): void {
  const target = new Float32Array(memory.buffer, block, layout.bytes / 4);
  target.fill(0);
  let next = 0;
  for (const place of layout.places)
    for (let row = 0; row < place.rows; row++)
      for (let column = 0; column < place.columns; column++)
        target[elementIndex(place, row, column)] = flat[next++];
}

/** Reads a block from memory in the model's order. */
export function readParameters(
  memory: WebAssembly.Memory,
  block: Address,
  layout: ParameterLayout,
  hyperparameters: Hyperparameters,
): Float32Array {
  const source = new Float32Array(memory.buffer, block, layout.bytes / 4);
  const flat = new Float32Array(parameterCount(hyperparameters));
  let next = 0;
  for (const place of layout.places)
    for (let row = 0; row < place.rows; row++)
      for (let column = 0; column < place.columns; column++)
        flat[next++] = source[elementIndex(place, row, column)];
  return flat;
}

/** Where an element lies, in floats from the start of the block. */
function elementIndex(place: Place, row: number, column: number): number {
  const units = place.columns / 4;
  const unit = place.gates ? column % units : column;
  const panel = place.gates ? 4 * (unit >> 3) + Math.floor(column / units) : unit >> 3;
  return place.offset / 4 + (panel * place.paddedRows + row) * 8 + (unit & 7);
}

/**
 * Bytes from panel to panel of a matrix with so many rows: an odd number of cache lines, so that the panels of a row
 * fall into different sets of the cache.
 */
export function strideFor(rows: number): number {
  const lines = Math.ceil(rows / 2);
  return 64 * (lines + 1 - (lines % 2));
}
