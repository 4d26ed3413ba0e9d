import type { Weights } from '../../model/weights.ts';
import type { EngineHost } from './host.ts';
import { createMemory, instantiate, type Kernels } from './kernels.ts';
import { planInt8, type Int8Plan } from './sampler-int8-plan.ts';
import { writeInt8Weights } from './sampler-int8-weights.ts';
import type { SamplerNetwork } from './sampler.ts';

/** Steps from 0 to 1 of an activation, and the byte of 0: as in assembly/int8.ts. */
const STEPS = 63;
const ZERO = 64;

/** The network with weights of 8 bits and activations of 7, on one thread. The same numbers in all modules, but for rounding. */
export function int8Network(host: EngineHost, weights: Weights, streams: number): SamplerNetwork {
  const plan = planInt8(weights.hyperparameters, streams);
  const memory = createMemory(plan.end, host.shared, () => 'use a smaller model or fewer candidates');
  const kernels = instantiate(host.module, memory);
  const floats = new Float32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  writeInt8Weights({ kernels, plan, floats }, weights);
  for (const { activations, stride } of [...plan.layers, plan.dense])
    bytes.fill(ZERO, activations, activations + streams * stride);
  const { vocabulary, units } = weights.hyperparameters;
  return {
    memory,
    characters: plan.characters,
    logits: plan.logits,
    step: (rows) => runStep(kernels, plan, vocabulary, rows),
    readState(stream, state) {
      forEachUnit(plan, units, stream, (hidden, cell, index) => {
        state[index] = (bytes[hidden] - ZERO) / STEPS;
        state[index + units] = floats[cell];
      });
    },
    writeState(stream, state) {
      forEachUnit(plan, units, stream, (hidden, cell, index) => {
        const steps = Math.round(STEPS * state[index]);
        bytes[hidden] = ZERO + Math.max(-STEPS, Math.min(STEPS, steps));
        floats[cell] = state[index + units];
      });
    },
    dispose: () => undefined,
  };
}

/** Visits the state of a stream: where each hidden state lies in bytes, its cell in floats, its index in a state. */
function forEachUnit(
  plan: Int8Plan,
  units: number,
  stream: number,
  visit: (hidden: number, cell: number, index: number) => void,
): void {
  plan.layers.forEach(({ activations, stride, depth, cells }, layer) => {
    const hidden = activations + stream * stride + depth - plan.units;
    const cell = cells / 4 + stream * plan.units;
    for (let unit = 0; unit < units; unit++) visit(hidden + unit, cell + unit, layer * 2 * units + unit);
  });
}

/** One character of each of the first `rows` streams. */
function runStep(kernels: Kernels, plan: Int8Plan, vocabulary: number, rows: number): void {
  const { layers, dense, characters, sums } = plan;
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index];
    const next = index + 1 < layers.length ? layers[index + 1] : dense;
    kernels.lstmInt8(
      rows,
      layer.panels,
      layer.depth,
      characters,
      layer.inputs,
      layer.inputStride,
      layer.weights,
      layer.scales,
      layer.activations,
      layer.stride,
      layer.cells,
      plan.units * 4,
      next.activations,
      next.stride,
      sums,
    );
  }
  kernels.denseInt8(
    rows,
    dense.panels,
    dense.depth,
    dense.weights,
    dense.scales,
    dense.offsets,
    dense.activations,
    dense.stride,
    sums,
    plan.logits,
    vocabulary,
  );
}
