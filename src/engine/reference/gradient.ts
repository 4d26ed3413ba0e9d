import { sizeOf, tensorShapes, type LstmWeights, type Weights } from '../../model/weights.ts';
import type { Hyperparameters } from '../../model/hyperparameters.ts';
import type { Batch, LstmState, TrainerOptions } from '../engine.ts';
import type { ChunkResult } from '../chunk-trainer.ts';
import { dropoutKey, dropoutMask } from '../dropout.ts';
import { joinState, logitsOf, rowOf, rowState, stepLayer, type LayerStep } from './network.ts';

/** One step through all layers. */
interface Moment {
  readonly layers: LayerStep[];
  /** Scale of each layer's outputs on their way up: 0 or 1/(1−rate). */
  readonly masks: Float64Array[];
  /** Gradient of the loss by the logits [V]. */
  readonly logitsGradient: Float64Array;
}

type Views = readonly Float64Array[];

/**
 * Loss and gradient of one chunk by truncated back-propagation through time (Werbos 1990): forward through the chunk
 * from the carried state, back to its start and no further.
 */
export function lossAndGradient(
  weights: Weights,
  batch: Batch,
  carried: readonly LstmState[],
  step: number,
  options: TrainerOptions,
): ChunkResult {
  const counted = batch.targets.reduce((sum, target) => sum + (target >= 0 ? 1 : 0), 0);
  const scale = 1 / Math.max(1, counted);
  const { gradient, views } = zeroGradient(weights.hyperparameters);
  const after: LstmState[] = [];
  let loss = 0;
  for (let row = 0; row < options.batch; row++) {
    const start = batch.restart?.[row] === 1 ? new Float32Array(carried[row].length) : carried[row];
    const forward = forwardRow(weights, batch, start, { row, step, scale, options });
    loss += forward.loss;
    backwardRow(weights, batch, row, forward.moments, views);
    after.push(forward.carried);
  }
  return { loss: loss * scale, gradient, carried: after };
}

interface RowContext {
  readonly row: number;
  readonly step: number;
  readonly scale: number;
  readonly options: TrainerOptions;
}

function forwardRow(
  weights: Weights,
  batch: Batch,
  start: LstmState,
  context: RowContext,
): { loss: number; moments: Moment[]; carried: LstmState } {
  const { embedding: E, layers } = weights.hyperparameters;
  const { sequence } = context.options;
  const state = rowState(start, weights.hyperparameters);
  const moments: Moment[] = [];
  let loss = 0;
  for (let t = 0; t < sequence; t++) {
    const at = context.row * sequence + t;
    const steps: LayerStep[] = [];
    const masks: Float64Array[] = [];
    let output = rowOf(weights.embedding, batch.inputs[at], E);
    for (let layer = 0; layer < layers; layer++) {
      const done = stepLayer(weights.lstm[layer], output, state.hidden[layer], state.cell[layer]);
      [state.hidden[layer], state.cell[layer]] = [done.hidden, done.cell];
      const mask = maskOf(done.hidden.length, layer, t, context);
      output = done.hidden.map((h, unit) => h * mask[unit]);
      steps.push(done);
      masks.push(mask);
    }
    const softmax = crossEntropy(logitsOf(weights, output), batch.targets[at], context.scale);
    loss += softmax.loss;
    moments.push({ layers: steps, masks, logitsGradient: softmax.gradient });
  }
  return { loss, moments, carried: joinState(state) };
}

function maskOf(
  units: number,
  layer: number,
  time: number,
  { row, step, options }: RowContext,
): Float64Array {
  if (options.dropout === 0) return new Float64Array(units).fill(1);
  return dropoutMask(units, options.dropout, dropoutKey(options.seed, step, layer, row, time));
}

/** Cross-entropy of one prediction in nats, and `scale` times its gradient. A target of −1 does not count. */
function crossEntropy(
  logits: Float64Array,
  target: number,
  scale: number,
): { loss: number; gradient: Float64Array } {
  if (target < 0) return { loss: 0, gradient: new Float64Array(logits.length) };
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = logits.map((z) => Math.exp(z - largest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  const gradient = exponentials.map((e, i) => scale * (e / sum - (i === target ? 1 : 0)));
  return { loss: Math.log(sum) + largest - logits[target], gradient };
}

function backwardRow(
  weights: Weights,
  batch: Batch,
  row: number,
  moments: readonly Moment[],
  gradient: Views,
): void {
  const { units: H, layers, embedding: E } = weights.hyperparameters;
  const hiddenGradient: Float64Array[] = Array.from({ length: layers }, () => new Float64Array(H));
  const cellGradient = Array.from({ length: layers }, () => new Float64Array(H));
  const [denseKernel, denseBias] = gradient.slice(-2);
  for (let t = moments.length - 1; t >= 0; t--) {
    const { layers: steps, masks, logitsGradient } = moments[t];
    const top = steps[layers - 1].hidden.map((h, unit) => h * masks[layers - 1][unit]);
    addOuter(denseKernel, top, logitsGradient);
    add(denseBias, logitsGradient);
    let above = timesTransposed(logitsGradient, weights.denseKernel, H);
    for (let layer = layers - 1; layer >= 0; layer--) {
      for (let u = 0; u < H; u++) hiddenGradient[layer][u] += above[u] * masks[layer][u];
      const gates = gatesGradient(steps[layer], hiddenGradient[layer], cellGradient[layer]);
      accumulate(gradient.slice(1 + 3 * layer), steps[layer], gates);
      const { kernel, recurrentKernel }: LstmWeights = weights.lstm[layer];
      hiddenGradient[layer] = timesTransposed(gates, recurrentKernel, H);
      above = timesTransposed(gates, kernel, steps[layer].input.length);
    }
    const character = batch.inputs[row * moments.length + t];
    add(gradient[0].subarray(character * E, (character + 1) * E), above);
  }
}

/** Gradient by the gates before activation [4·H]; `cellGradient` goes over from this step's cell to the last one's. */
function gatesGradient(
  step: LayerStep,
  hiddenGradient: Float64Array,
  cellGradient: Float64Array,
): Float64Array {
  const H = step.cell.length;
  const result = new Float64Array(4 * H);
  for (let u = 0; u < H; u++) {
    const [i, f, g, o] = [0, 1, 2, 3].map((gate) => step.gates[gate * H + u]);
    const squashed = Math.tanh(step.cell[u]);
    const dHidden = hiddenGradient[u];
    const dCell = cellGradient[u] + dHidden * o * (1 - squashed * squashed);
    result[u] = dCell * g * i * (1 - i);
    result[H + u] = dCell * step.previousCell[u] * f * (1 - f);
    result[2 * H + u] = dCell * i * (1 - g * g);
    result[3 * H + u] = dHidden * squashed * o * (1 - o);
    cellGradient[u] = dCell * f;
  }
  return result;
}

function accumulate([kernel, recurrentKernel, bias]: Views, step: LayerStep, gates: Float64Array): void {
  addOuter(kernel, step.input, gates);
  addOuter(recurrentKernel, step.previousHidden, gates);
  add(bias, gates);
}

function zeroGradient(hyperparameters: Hyperparameters): { gradient: Float64Array; views: Views } {
  const sizes = tensorShapes(hyperparameters).map(({ shape }) => sizeOf(shape));
  const gradient = new Float64Array(sizes.reduce((a, b) => a + b, 0));
  let offset = 0;
  const views = sizes.map((size) => gradient.subarray(offset, (offset += size)));
  return { gradient, views };
}

function add(target: Float64Array, values: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] += values[i];
}

/** matrix += x ⊗ y */
function addOuter(matrix: Float64Array, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < y.length; j++) matrix[i * y.length + j] += x[i] * y[j];
}

/** y·Mᵀ for M [rows, y.length] */
function timesTransposed(y: Float64Array, matrix: Float32Array, rows: number): Float64Array {
  const product = new Float64Array(rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < y.length; j++) product[i] += y[j] * matrix[i * y.length + j];
  return product;
}
