import { flatten, type Weights } from '../../model/weights.ts';
import { createMemory, instantiate, type Kernels } from './kernels.ts';
import { writeParameters } from './layout.ts';
import { elementPlace } from './rows.ts';
import { planSampler, type SamplerPlan } from './sampler-plan.ts';
import type { SamplerHost, SamplerNetwork } from './sampler.ts';

/** The network in single precision. */
export function float32Network(host: SamplerHost, weights: Weights, streams: number): SamplerNetwork {
  const plan = planSampler(weights.hyperparameters, streams);
  const memory = createMemory(plan.end, host.shared, () => 'use a smaller model or fewer candidates');
  const kernels = instantiate(host.module, memory);
  writeParameters(memory, plan.parameters, plan.layout, flatten(weights));
  fillTable(kernels, plan);
  const { units, vocabulary } = weights.hyperparameters;
  const floats = new Float32Array(memory.buffer);
  return {
    memory,
    characters: plan.characters,
    logits: plan.readableLogits,
    step: (rows) => runStep(kernels, plan, vocabulary, rows),
    readState(stream, state) {
      forEachState(plan, units, stream, (place, i) => (state[i] = floats[place]));
    },
    writeState(stream, state) {
      forEachState(plan, units, stream, (place, i) => (floats[place] = state[i]));
    },
  };
}

/** Visits the state of a stream in the order [layers, 2, H]: places in floats. */
function forEachState(
  { hidden, cell, stride }: SamplerPlan,
  units: number,
  stream: number,
  visit: (place: number, index: number) => void,
): void {
  let index = 0;
  for (let layer = 0; layer < hidden.length; layer++)
    for (const start of [hidden[layer], cell[layer]])
      for (let unit = 0; unit < units; unit++) visit(elementPlace(start, stride, stream, unit), index++);
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
