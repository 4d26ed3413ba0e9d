import { flatten, type Weights } from '../../model/weights.ts';
import { checkCharacters, checkState, checkWeights } from '../check.ts';
import type { LstmState, Sampler } from '../engine.ts';
import {
  createArena,
  createMemory,
  FIRST_ADDRESS,
  instantiate,
  roundUp,
  type Address,
  type Kernels,
} from './kernels.ts';
import {
  paddedSizes,
  parameterLayout,
  strideFor,
  writeParameters,
  type PaddedSizes,
  type ParameterLayout,
} from './layout.ts';
import { elementPlace } from './rows.ts';

/** Where everything of a sampler lies in its memory. One thread; nothing is allocated in a step. */
interface SamplerPlan {
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

/** A sampler with its own memory, given back when it is disposed of. */
export function createWasmSampler(
  host: { readonly module: WebAssembly.Module; readonly shared: boolean },
  weights: Weights,
  streams: number,
): Sampler {
  checkWeights(weights);
  const { hyperparameters } = weights;
  const { vocabulary: V, layers, units } = hyperparameters;
  const plan = planSampler(weights, streams);
  const memory = createMemory(plan.end, host.shared, () => 'use a smaller model or fewer candidates');
  const kernels = instantiate(host.module, memory);
  writeParameters(memory, plan.parameters, plan.layout, flatten(weights));
  fillTable(kernels, plan);
  const floats = new Float32Array(memory.buffer);
  const characterIndices = new Int32Array(memory.buffer, plan.characters, streams);
  const results = Array.from(
    { length: streams },
    (_, i) => new Float32Array(memory.buffer, plan.readableLogits, (i + 1) * V),
  );
  let disposed = false;
  const use = (): void => {
    if (disposed) throw new Error('this sampler has been disposed of');
  };
  const forEachState = (stream: number, visit: (place: number) => void): void => {
    for (let layer = 0; layer < layers; layer++)
      for (const start of [plan.hidden[layer], plan.cell[layer]])
        for (let unit = 0; unit < units; unit++) visit(elementPlace(start, plan.stride, stream, unit));
  };

  return {
    streams,
    step(characters) {
      use();
      checkCharacters(characters, streams, V);
      for (let i = 0; i < characters.length; i++) characterIndices[i] = characters[i];
      runStep(kernels, plan, V, characters.length);
      return results[characters.length - 1];
    },
    exportState(stream): LstmState {
      use();
      checkState(stream, streams, null, hyperparameters);
      const state = new Float32Array(layers * 2 * units);
      let next = 0;
      forEachState(stream, (place) => (state[next++] = floats[place]));
      return state;
    },
    importState(stream, state) {
      use();
      checkState(stream, streams, state, hyperparameters);
      let next = 0;
      forEachState(stream, (place) => (floats[place] = state === null ? 0 : state[next++]));
    },
    dispose() {
      disposed = true;
    },
  };
}

function planSampler({ hyperparameters }: Weights, streams: number): SamplerPlan {
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

function fillTable(kernels: Kernels, { sizes, layout, parameters, table }: SamplerPlan): void {
  kernels.multiply(
    sizes.vocabulary,
    sizes.gatePanels,
    sizes.embeddingPanels,
    parameters + layout.embedding,
    sizes.vocabulary * 32,
    parameters + layout.lstm[0].kernel,
    sizes.embedding * 32,
    table,
    sizes.vocabulary * 32,
    false,
  );
}

/** One character of each of the first `rows` streams. */
function runStep(kernels: Kernels, plan: SamplerPlan, vocabulary: number, rows: number): void {
  const { sizes, layout, stride, parameters } = plan;
  for (let layer = 0; layer < plan.hidden.length; layer++) {
    projectInput(kernels, plan, layer, rows);
    const { recurrentKernel, bias } = layout.lstm[layer];
    const hidden = plan.hidden[layer];
    const cell = plan.cell[layer];
    kernels.lstmForward(
      rows,
      sizes.unitPanels,
      stride,
      parameters + recurrentKernel,
      parameters + bias,
      plan.gates,
      hidden,
      cell,
      plan.nextHidden,
      cell,
    );
    kernels.copyRows(rows, sizes.unitPanels, plan.nextHidden, hidden, stride);
  }
  kernels.multiply(
    rows,
    sizes.vocabularyPanels,
    sizes.unitPanels,
    plan.hidden[plan.hidden.length - 1],
    stride,
    parameters + layout.denseKernel,
    sizes.units * 32,
    plan.logits,
    stride,
    false,
  );
  const bias = parameters + layout.denseBias;
  kernels.readLogits(rows, vocabulary, plan.logits, stride, bias, plan.readableLogits);
}

function projectInput(kernels: Kernels, plan: SamplerPlan, layer: number, rows: number): void {
  const { sizes, layout, stride, parameters, gates } = plan;
  if (layer === 0) {
    const tableStride = sizes.vocabulary * 32;
    kernels.gatherRows(rows, sizes.gatePanels, plan.characters, plan.table, tableStride, gates, stride);
    return;
  }
  kernels.multiply(
    rows,
    sizes.gatePanels,
    sizes.unitPanels,
    plan.hidden[layer - 1],
    stride,
    parameters + layout.lstm[layer].kernel,
    sizes.units * 32,
    gates,
    stride,
    false,
  );
}
