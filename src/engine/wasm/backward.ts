import { dropOut } from './dropout.ts';
import type { Kernels } from './kernels.ts';
import type { Plan } from './plan.ts';

/**
 * A thread's rows back through the chunk: fills the thread's gradient but for the embedding and the first kernel,
 * whose gradients come from that of their product, the table.
 */
export function backward(kernels: Kernels, plan: Plan, thread: number, step: number): void {
  const { layers } = plan.hyperparameters;
  clearSums(kernels, plan, thread);
  denseBackward(kernels, plan, thread);
  for (let layer = layers - 1; layer >= 0; layer--) {
    const { hiddenGradient } = plan.tapes[thread];
    if (plan.options.dropout > 0)
      dropOut(kernels, plan, { thread, step, layer, source: hiddenGradient, target: hiddenGradient });
    runLayerBack(kernels, plan, thread, layer);
    recurrentKernelGradient(kernels, plan, thread, layer);
    if (layer > 0) inputGradients(kernels, plan, thread, layer);
    else tableGradient(kernels, plan, thread);
  }
}

/** Zeroes what is summed over the steps; all other gradients are written. */
function clearSums(kernels: Kernels, { layout, tapes, tableBytes }: Plan, thread: number): void {
  const { gradient } = tapes[thread];
  for (const { offset, bytes, paddedRows } of layout.places)
    if (paddedRows === 1) kernels.clear(gradient + offset, bytes);
  kernels.clear(gradient + layout.bytes, tableBytes);
}

function denseBackward(kernels: Kernels, plan: Plan, thread: number): void {
  const { sizes, layout, stride, stepBytes, rows, options, transposed } = plan;
  const { gradient, layers, logits, hiddenGradient } = plan.tapes[thread];
  const steps = options.sequence * rows;
  kernels.addRows(steps, sizes.vocabularyPanels, logits + stepBytes, stride, gradient + layout.denseBias);
  kernels.multiplyTransposed(
    sizes.unitPanels,
    sizes.vocabularyPanels,
    steps,
    layers[layers.length - 1].output + stepBytes,
    stride,
    logits + stepBytes,
    stride,
    gradient + layout.denseKernel,
    sizes.units * 32,
    false,
  );
  kernels.multiply(
    steps,
    sizes.unitPanels,
    sizes.vocabularyPanels,
    logits + stepBytes,
    stride,
    transposed.denseKernel,
    sizes.vocabulary * 32,
    hiddenGradient + stepBytes,
    stride,
    false,
  );
}

function runLayerBack(kernels: Kernels, plan: Plan, thread: number, layer: number): void {
  const { sizes, layout, stride, stepBytes, rows, options, transposed } = plan;
  const { gradient, layers, hiddenGradient, cellGradient } = plan.tapes[thread];
  const { gates, cell } = layers[layer];
  kernels.clear(cellGradient, rows * sizes.units * 4);
  for (let time = options.sequence - 1; time >= 0; time--) {
    const before = time * stepBytes;
    const now = before + stepBytes;
    kernels.lstmBackward(
      rows,
      sizes.unitPanels,
      stride,
      transposed.recurrentKernels[layer],
      gradient + layout.lstm[layer].bias,
      gates + now,
      time === options.sequence - 1 ? 0 : gates + now + stepBytes,
      cell + before,
      cell + now,
      hiddenGradient + now,
      cellGradient,
      rows * 32,
    );
  }
}

function recurrentKernelGradient(kernels: Kernels, plan: Plan, thread: number, layer: number): void {
  const { sizes, layout, stride, stepBytes, rows, options } = plan;
  const { gradient, layers } = plan.tapes[thread];
  kernels.multiplyTransposed(
    sizes.unitPanels,
    sizes.gatePanels,
    options.sequence * rows,
    layers[layer].hidden,
    stride,
    layers[layer].gates + stepBytes,
    stride,
    gradient + layout.lstm[layer].recurrentKernel,
    sizes.units * 32,
    false,
  );
}

/** Gradients by the kernel and by the output of the layer below. */
function inputGradients(kernels: Kernels, plan: Plan, thread: number, layer: number): void {
  const { sizes, layout, stride, stepBytes, rows, options, transposed } = plan;
  const { gradient, layers, hiddenGradient } = plan.tapes[thread];
  const steps = options.sequence * rows;
  const gates = layers[layer].gates + stepBytes;
  kernels.multiplyTransposed(
    sizes.unitPanels,
    sizes.gatePanels,
    steps,
    layers[layer - 1].output + stepBytes,
    stride,
    gates,
    stride,
    gradient + layout.lstm[layer].kernel,
    sizes.units * 32,
    false,
  );
  kernels.multiply(
    steps,
    sizes.unitPanels,
    sizes.gatePanels,
    gates,
    stride,
    transposed.kernels[layer],
    sizes.units * 128,
    hiddenGradient + stepBytes,
    stride,
    false,
  );
}

/** What each character added to the gates gets the gradient by them. */
function tableGradient(kernels: Kernels, plan: Plan, thread: number): void {
  const { sizes, layout, stride, stepBytes, rows, options } = plan;
  const { gradient, inputs, layers } = plan.tapes[thread];
  kernels.scatterRows(
    options.sequence * rows,
    sizes.gatePanels,
    inputs,
    layers[0].gates + stepBytes,
    stride,
    gradient + layout.bytes,
    sizes.vocabulary * 32,
  );
}
