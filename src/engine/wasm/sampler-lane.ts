import type { Kernels } from './kernels.ts';
import type { SamplerPlan } from './sampler-plan.ts';

/** One character of those streams of a lane that the step at hand has. Nothing is allocated in a call. */
export function createLane(
  kernels: Kernels,
  memory: WebAssembly.Memory,
  plan: SamplerPlan,
  thread: number,
): () => void {
  const ordered = new Int32Array(memory.buffer, plan.ordered, 1);
  return () => {
    const rows = Math.min(plan.rows, ordered[0] - thread * plan.rows);
    if (rows <= 0) return;
    for (let layer = 0; layer < plan.layout.lstm.length; layer++) {
      projectInput(kernels, plan, thread, layer, rows);
      stepLayer(kernels, plan, thread, layer, rows);
    }
    readLogits(kernels, plan, thread, rows);
  };
}

function projectInput(
  kernels: Kernels,
  plan: SamplerPlan,
  thread: number,
  layer: number,
  rows: number,
): void {
  const { sizes, layout, stride, parameters, table } = plan;
  const { gates, hidden } = plan.lanes[thread];
  if (layer === 0) {
    const characters = plan.characters + thread * plan.rows * 4;
    kernels.gatherRows(rows, sizes.gatePanels, characters, table, sizes.vocabulary * 32, gates, stride);
    return;
  }
  kernels.multiply(
    rows,
    sizes.gatePanels,
    sizes.unitPanels,
    hidden[layer - 1],
    stride,
    parameters + layout.lstm[layer].kernel,
    sizes.units * 32,
    gates,
    stride,
    false,
  );
}

function stepLayer(kernels: Kernels, plan: SamplerPlan, thread: number, layer: number, rows: number): void {
  const { sizes, layout, stride, parameters } = plan;
  const { gates, hidden, cell, nextHidden } = plan.lanes[thread];
  const { recurrentKernel, bias } = layout.lstm[layer];
  kernels.lstmForward(
    rows,
    sizes.unitPanels,
    stride,
    parameters + recurrentKernel,
    parameters + bias,
    gates,
    hidden[layer],
    cell[layer],
    nextHidden,
    cell[layer],
  );
  kernels.copyRows(rows, sizes.unitPanels, nextHidden, hidden[layer], stride);
}

function readLogits(kernels: Kernels, plan: SamplerPlan, thread: number, rows: number): void {
  const { sizes, layout, stride, parameters, vocabulary } = plan;
  const { hidden, logits } = plan.lanes[thread];
  kernels.multiply(
    rows,
    sizes.vocabularyPanels,
    sizes.unitPanels,
    hidden[hidden.length - 1],
    stride,
    parameters + layout.denseKernel,
    sizes.units * 32,
    logits,
    stride,
    false,
  );
  const target = plan.readableLogits + thread * plan.rows * vocabulary * 4;
  kernels.readLogits(rows, vocabulary, logits, stride, parameters + layout.denseBias, target);
}
