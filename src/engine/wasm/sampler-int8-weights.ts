import type { Weights } from '../../model/weights.ts';
import type { Kernels } from './kernels.ts';
import {
  PANEL_COLUMNS,
  PANEL_ROW_BYTES,
  type Int8Layer,
  type Int8Plan,
  type Int8Product,
} from './sampler-int8-plan.ts';

/** Where weights become bytes: the kernels, the plan and the memory. */
export interface Int8Place {
  readonly kernels: Kernels;
  readonly plan: Int8Plan;
  readonly floats: Float32Array;
}

/** Writes all weights in 8 bits, panel after panel. The weights given are only read. */
export function writeInt8Weights(place: Int8Place, weights: Weights): void {
  const { plan, floats } = place;
  floats.set(weights.embedding, plan.embeddings / 4);
  plan.layers.forEach((layer, index) => {
    for (let panel = 0; panel < layer.panels; panel++) {
      if (index === 0) writeFirstLayer(place, weights, layer, panel);
      else writeLayer(place, weights, index, panel);
    }
  });
  for (let panel = 0; panel < plan.dense.panels; panel++) writeDense(place, weights, panel);
}

/** A panel of the first layer: the recurrent kernel, and the table of what each character adds. */
function writeFirstLayer(
  { kernels, plan, floats }: Int8Place,
  { hyperparameters, lstm }: Weights,
  layer: Int8Layer,
  panel: number,
): void {
  const { vocabulary, embedding, units } = hyperparameters;
  const [{ kernel, recurrentKernel, bias }] = lstm;
  const at = plan.panel / 4;
  copyGates(recurrentKernel, units, panel, floats, at, plan.units);
  quantise(kernels, plan, layer, panel, plan.panelOffsets);
  addBias(floats, plan.panelOffsets / 4, bias, units, panel);
  copyGates(kernel, units, panel, floats, at, embedding);
  const target = layer.inputs + panel * PANEL_ROW_BYTES;
  const { embeddings, panelOffsets, panel: rows } = plan;
  kernels.tablePanel(vocabulary, embedding, embeddings, rows, panelOffsets, target, layer.inputStride);
}

/** A panel of another layer: its kernel above its recurrent kernel. */
function writeLayer(
  { kernels, plan, floats }: Int8Place,
  { hyperparameters, lstm }: Weights,
  index: number,
  panel: number,
): void {
  const { units } = hyperparameters;
  const { kernel, recurrentKernel, bias } = lstm[index];
  const layer = plan.layers[index];
  const at = plan.panel / 4;
  copyGates(kernel, units, panel, floats, at, plan.units);
  copyGates(recurrentKernel, units, panel, floats, at + plan.units * PANEL_COLUMNS, plan.units);
  const offsets = layer.inputs + panel * PANEL_ROW_BYTES;
  quantise(kernels, plan, layer, panel, offsets);
  addBias(floats, offsets / 4, bias, units, panel);
}

function writeDense({ kernels, plan, floats }: Int8Place, weights: Weights, panel: number): void {
  const { vocabulary, units } = weights.hyperparameters;
  const { denseKernel, denseBias } = weights;
  const first = panel * PANEL_COLUMNS;
  const columns = Math.min(PANEL_COLUMNS, vocabulary - first);
  const at = plan.panel / 4;
  floats.fill(0, at, at + plan.units * PANEL_COLUMNS);
  for (let row = 0; row < units; row++)
    for (let column = 0; column < columns; column++)
      floats[at + row * PANEL_COLUMNS + column] = denseKernel[row * vocabulary + first + column];
  const offsets = plan.dense.offsets + panel * PANEL_ROW_BYTES;
  quantise(kernels, plan, plan.dense, panel, offsets);
  for (let column = 0; column < columns; column++) floats[offsets / 4 + column] += denseBias[first + column];
}

/** Copies the gates of a panel's eight units, all rows of [rows, 4·H] there are, and fills up with zeros. */
function copyGates(
  matrix: Float32Array,
  units: number,
  panel: number,
  target: Float32Array,
  at: number,
  rows: number,
): void {
  target.fill(0, at, at + rows * PANEL_COLUMNS);
  const first = 8 * panel;
  const own = Math.min(8, units - first);
  const count = matrix.length / (4 * units);
  for (let row = 0; row < count; row++)
    for (let gate = 0; gate < 4; gate++) {
      const from = (4 * row + gate) * units + first;
      const to = at + row * PANEL_COLUMNS + 8 * gate;
      for (let unit = 0; unit < own; unit++) target[to + unit] = matrix[from + unit];
    }
}

function addBias(target: Float32Array, at: number, bias: Float32Array, units: number, panel: number): void {
  for (let gate = 0; gate < 4; gate++)
    for (let unit = 8 * panel; unit < Math.min(units, 8 * panel + 8); unit++)
      target[at + 8 * gate + (unit - 8 * panel)] += bias[gate * units + unit];
}

function quantise(
  kernels: Kernels,
  plan: Int8Plan,
  { depth, weights, scales }: Int8Product,
  panel: number,
  offsets: number,
): void {
  const target = weights + panel * depth * PANEL_COLUMNS;
  kernels.quantisePanel(depth, plan.panel, target, scales + panel * PANEL_ROW_BYTES, offsets);
}
