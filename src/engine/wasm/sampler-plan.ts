import type { Hyperparameters } from '../../model/hyperparameters.ts';
import { createArena, FIRST_ADDRESS, roundUp, type Address } from './kernels.ts';
import { paddedSizes, parameterLayout, strideFor, type PaddedSizes, type ParameterLayout } from './layout.ts';

/** Where everything of a sampler lies in its memory. One thread; nothing is allocated in a step. */
export interface SamplerPlan {
  readonly sizes: PaddedSizes;
  readonly layout: ParameterLayout;
  /** Bytes from panel to panel in `gates` and `logits`, and in the states. */
  readonly stride: number;
  readonly parameters: Address;
  /** Embedding × first kernel [V, 4·H]. */
  readonly table: Address;
  readonly characters: Address;
  /** [streams, 4·H] */
  readonly gates: Address;
  /** [streams, H] of each layer. */
  readonly hidden: readonly Address[];
  readonly cell: readonly Address[];
  /** [streams, H]: the hidden state of the layer at hand until all of it is known. */
  readonly nextHidden: Address;
  /** [streams, V] in panels, and row-major. */
  readonly logits: Address;
  readonly readableLogits: Address;
  readonly end: Address;
}

/** Lays out a sampler's memory. */
export function planSampler(hyperparameters: Hyperparameters, streams: number): SamplerPlan {
  const sizes = paddedSizes(hyperparameters);
  const layout = parameterLayout(hyperparameters);
  const rows = streams === 1 ? 1 : roundUp(streams, 4);
  const stride = strideFor(rows);
  const { take, end } = createArena(FIRST_ADDRESS);
  const layers = Array.from({ length: hyperparameters.layers });
  const plan = {
    sizes,
    layout,
    stride,
    parameters: take(layout.bytes),
    table: take(sizes.vocabulary * sizes.units * 16),
    characters: take(streams * 4),
    gates: take(sizes.gatePanels * stride),
    hidden: layers.map(() => take(sizes.unitPanels * stride)),
    cell: layers.map(() => take(sizes.unitPanels * stride)),
    nextHidden: take(sizes.unitPanels * stride),
    logits: take(sizes.vocabularyPanels * stride),
    readableLogits: take(streams * hyperparameters.vocabulary * 4),
  };
  return { ...plan, end: end() };
}
