import type { Hyperparameters } from '../../model/hyperparameters.ts';
import { BARRIER_BYTES } from './barrier.ts';
import { createArena, FIRST_ADDRESS, roundUp, type Address } from './kernels.ts';
import { paddedSizes, parameterLayout, strideFor, type PaddedSizes, type ParameterLayout } from './layout.ts';

/**
 * Where everything of a sampler lies in its memory; nothing is allocated in a step. Plain data: it is sent to the
 * threads, each of which steps the streams of its own lane.
 */
export interface SamplerPlan {
  readonly sizes: PaddedSizes;
  readonly layout: ParameterLayout;
  readonly vocabulary: number;
  readonly threads: number;
  /** Streams of each lane: lane n has those from n·rows on. */
  readonly rows: number;
  /** Bytes from panel to panel in `gates` and `logits`, and in the states. */
  readonly stride: number;
  /** The barrier of the threads. */
  readonly control: Address;
  /** How many streams the step at hand has. */
  readonly ordered: Address;
  readonly parameters: Address;
  /** Embedding × first kernel [V, 4·H]. */
  readonly table: Address;
  /** [streams] */
  readonly characters: Address;
  /** [streams, V], row-major. */
  readonly readableLogits: Address;
  readonly lanes: readonly Lane[];
  readonly end: Address;
}

/** What a thread keeps for its streams. */
export interface Lane {
  /** [rows, 4·H] */
  readonly gates: Address;
  /** [rows, H] of each layer. */
  readonly hidden: readonly Address[];
  readonly cell: readonly Address[];
  /** [rows, H]: the hidden state of the layer at hand until all of it is known. */
  readonly nextHidden: Address;
  /** [rows, V] in panels. */
  readonly logits: Address;
}

/** Streams from which a second thread is worth its meetings: a step of fewer takes less than half a millisecond. */
const STREAMS_FOR_THREADS = 16;

/** Lays out a sampler's memory for at most so many threads. */
export function planSampler(
  hyperparameters: Hyperparameters,
  streams: number,
  threadsWanted: number,
): SamplerPlan {
  const sizes = paddedSizes(hyperparameters);
  const layout = parameterLayout(hyperparameters);
  const most = streams < STREAMS_FOR_THREADS ? 1 : threadsWanted;
  const rows = streams === 1 ? 1 : roundUp(Math.ceil(streams / most), 4);
  const threads = Math.ceil(streams / rows);
  const stride = strideFor(rows);
  const { take, end } = createArena(FIRST_ADDRESS);
  const layers = Array.from({ length: hyperparameters.layers });
  const takeLane = (): Lane => ({
    gates: take(sizes.gatePanels * stride),
    hidden: layers.map(() => take(sizes.unitPanels * stride)),
    cell: layers.map(() => take(sizes.unitPanels * stride)),
    nextHidden: take(sizes.unitPanels * stride),
    logits: take(sizes.vocabularyPanels * stride),
  });
  const { vocabulary } = hyperparameters;
  const plan = {
    sizes,
    layout,
    vocabulary,
    threads,
    rows,
    stride,
    control: take(BARRIER_BYTES),
    ordered: take(4),
    parameters: take(layout.bytes),
    table: take(sizes.vocabulary * sizes.units * 16),
    characters: take(streams * 4),
    readableLogits: take(streams * vocabulary * 4),
    lanes: Array.from({ length: threads }, takeLane),
  };
  return { ...plan, end: end() };
}
