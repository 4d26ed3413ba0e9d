import { dropOut } from './dropout.ts';
import type { Kernels } from './kernels.ts';
import type { Plan } from './plan.ts';

/**
 * A thread's rows forward through the chunk. Leaves the gradient by the logits on the tape; returns the sum of the
 * losses in nats. `scale` is one over the number of targets that count in the whole batch.
 */
export function forward(kernels: Kernels, plan: Plan, thread: number, step: number, scale: number): number {
  const tape = plan.tapes[thread];
  for (let layer = 0; layer < plan.hyperparameters.layers; layer++) {
    projectInputs(kernels, plan, thread, layer);
    runLayer(kernels, plan, thread, layer);
    const { hidden, output } = tape.layers[layer];
    if (output !== hidden) dropOut(kernels, plan, { thread, step, layer, source: hidden, target: output });
  }
  const { sizes, layout, parameters, stride, stepBytes, rows, options } = plan;
  const top = tape.layers[plan.hyperparameters.layers - 1];
  const steps = options.sequence * rows;
  kernels.multiply(
    steps,
    sizes.vocabularyPanels,
    sizes.unitPanels,
    top.output + stepBytes,
    stride,
    parameters + layout.denseKernel,
    sizes.units * 32,
    tape.logits + stepBytes,
    stride,
    false,
  );
  return kernels.crossEntropy(
    steps,
    plan.hyperparameters.vocabulary,
    tape.logits + stepBytes,
    stride,
    parameters + layout.denseBias,
    tape.targets,
    scale,
  );
}

/** The input's share of the gates at all steps at once: looked up for the first layer, one product for the others. */
function projectInputs(kernels: Kernels, plan: Plan, thread: number, layer: number): void {
  const { sizes, layout, parameters, stride, stepBytes, rows, options, table } = plan;
  const tape = plan.tapes[thread];
  const gates = tape.layers[layer].gates + stepBytes;
  const steps = options.sequence * rows;
  if (layer === 0) {
    const tableStride = sizes.vocabulary * 32;
    kernels.gatherRows(steps, sizes.gatePanels, tape.inputs, table, tableStride, gates, stride);
    return;
  }
  kernels.multiply(
    steps,
    sizes.gatePanels,
    sizes.unitPanels,
    tape.layers[layer - 1].output + stepBytes,
    stride,
    parameters + layout.lstm[layer].kernel,
    sizes.units * 32,
    gates,
    stride,
    false,
  );
}

function runLayer(kernels: Kernels, plan: Plan, thread: number, layer: number): void {
  const { sizes, layout, parameters, stride, stepBytes, rows, options } = plan;
  const { gates, cell, hidden } = plan.tapes[thread].layers[layer];
  const { recurrentKernel, bias } = layout.lstm[layer];
  for (let time = 0; time < options.sequence; time++) {
    const before = time * stepBytes;
    const now = before + stepBytes;
    kernels.lstmForward(
      rows,
      sizes.unitPanels,
      stride,
      parameters + recurrentKernel,
      parameters + bias,
      gates + now,
      hidden + before,
      cell + before,
      hidden + now,
      cell + now,
    );
  }
}
