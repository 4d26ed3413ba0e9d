import type { Hyperparameters } from '../../model/hyperparameters.ts';
import type { TrainerOptions } from '../engine.ts';
import { createArena, FIRST_ADDRESS, roundUp, type Address } from './kernels.ts';
import { paddedSizes, parameterLayout, strideFor, type PaddedSizes, type ParameterLayout } from './layout.ts';

/**
 * Where everything of a trainer lies in its memory. Plain data: it is sent to the threads, which compute on their own
 * rows of the batch with their own activations and gradient, all in the one memory.
 */
export interface Plan {
  readonly hyperparameters: Hyperparameters;
  readonly options: TrainerOptions;
  readonly sizes: PaddedSizes;
  readonly layout: ParameterLayout;
  readonly threads: number;
  /** Rows of each thread, padded to a multiple of 4: thread n has the batch's rows from n·rows on. */
  readonly rows: number;
  /** Bytes from panel to panel in all activations. */
  readonly stride: number;
  /** Bytes from one time step to the next in all activations. */
  readonly stepBytes: number;
  readonly control: Address;
  readonly parameters: Address;
  readonly firstMoment: Address;
  readonly secondMoment: Address;
  /** Embedding × first kernel [V, 4·H]: what a character adds to the first layer's gates. */
  readonly table: Address;
  readonly tableBytes: number;
  readonly transposed: TransposedKernels;
  readonly tapes: readonly Tape[];
  /** First address that is not used. */
  readonly end: Address;
}

/** Kernels transposed for the way back, renewed before each step. */
export interface TransposedKernels {
  readonly kernels: readonly Address[];
  readonly recurrentKernels: readonly Address[];
  readonly denseKernel: Address;
}

/**
 * What one thread remembers of a chunk. Activations are [(sequence + 1) · rows, columns] with the time outermost:
 * step t lies at block t + 1; block 0 of `hidden` and `cell` is the state carried over.
 */
export interface Tape {
  /** Gradient of the parameters, laid out like them, and after them that of the table. */
  readonly gradient: Address;
  /** Character indices [sequence, rows], time outermost. */
  readonly inputs: Address;
  readonly targets: Address;
  readonly layers: readonly LayerTape[];
  readonly logits: Address;
  /** [.., H]: gradient by the output of the layer at hand. */
  readonly hiddenGradient: Address;
  /** [rows, H] */
  readonly cellGradient: Address;
}

export interface LayerTape {
  /** [.., 4·H]: pre-activations, then activations, then the gradient by the pre-activations. */
  readonly gates: Address;
  readonly cell: Address;
  readonly hidden: Address;
  /** What goes to the layer above: `hidden` itself, or a copy with dropout. */
  readonly output: Address;
}

/** Bytes at `control`: see control.ts. */
const CONTROL_BYTES = 8192;

/** Lays out a trainer's memory for at most so many threads; there are never more than there are rows. */
export function planTrainer(
  hyperparameters: Hyperparameters,
  options: TrainerOptions,
  threadsWanted: number,
): Plan {
  const sizes = paddedSizes(hyperparameters);
  const layout = parameterLayout(hyperparameters);
  const rows = roundUp(Math.ceil(options.batch / threadsWanted), 4);
  const threads = Math.ceil(options.batch / rows);
  const stride = strideFor((options.sequence + 1) * rows);
  const tableBytes = sizes.vocabulary * sizes.units * 16;
  const arena = createArena(FIRST_ADDRESS);
  const shared = {
    control: arena.take(CONTROL_BYTES),
    parameters: arena.take(layout.bytes),
    firstMoment: arena.take(layout.bytes),
    secondMoment: arena.take(layout.bytes),
    table: arena.take(tableBytes),
    transposed: takeTransposed(arena.take, hyperparameters.layers, sizes),
  };
  const takeOneTape = (): Tape =>
    takeTape(
      arena.take,
      { sizes, options, layers: hyperparameters.layers, rows, stride },
      layout,
      tableBytes,
    );
  const tapes = Array.from({ length: threads }, takeOneTape);
  const fixed = { hyperparameters, options, sizes, layout, threads, rows, stride, stepBytes: rows * 32 };
  return { ...fixed, ...shared, tableBytes, tapes, end: arena.end() };
}

type Take = (bytes: number) => Address;

function takeTransposed(take: Take, layers: number, sizes: PaddedSizes): TransposedKernels {
  const { units, embedding, vocabulary } = sizes;
  const inputs = Array.from({ length: layers }, (_, layer) => (layer === 0 ? embedding : units));
  return {
    kernels: inputs.map((width) => take(width * units * 16)),
    recurrentKernels: inputs.map(() => take(units * units * 16)),
    denseKernel: take(units * vocabulary * 4),
  };
}

interface TapeSizes {
  readonly sizes: PaddedSizes;
  readonly options: TrainerOptions;
  readonly layers: number;
  readonly rows: number;
  readonly stride: number;
}

function takeTape(
  take: Take,
  { sizes, options, layers, rows, stride }: TapeSizes,
  layout: ParameterLayout,
  tableBytes: number,
): Tape {
  const activations = (panels: number): Address => take(panels * stride);
  const indexBytes = options.sequence * rows * 4;
  return {
    gradient: take(layout.bytes + tableBytes),
    inputs: take(indexBytes),
    targets: take(indexBytes),
    layers: Array.from({ length: layers }, () => {
      const hidden = activations(sizes.unitPanels);
      return {
        gates: activations(sizes.gatePanels),
        cell: activations(sizes.unitPanels),
        hidden,
        output: options.dropout > 0 ? activations(sizes.unitPanels) : hidden,
      };
    }),
    logits: activations(sizes.vocabularyPanels),
    hiddenGradient: activations(sizes.unitPanels),
    cellGradient: take(rows * sizes.units * 4),
  };
}
