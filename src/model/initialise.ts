import type { Hyperparameters } from './hyperparameters.ts';
import { nextFloat, nextNormal, type Random } from './random.ts';
import { parameterCount, unflatten, type Weights } from './weights.ts';

/**
 * Weights to start training from, as Keras draws them: embedding uniform in ±0.05, kernels Glorot uniform
 * (Glorot & Bengio 2010), recurrent kernels orthogonal (Saxe et al. 2014), biases zero but for the forget
 * gate's, which are one (Jozefowicz et al. 2015).
 */
export function initialWeights(hyperparameters: Hyperparameters, random: Random): Weights {
  const { vocabulary: V, embedding: E, units: H } = hyperparameters;
  const weights = unflatten(hyperparameters, new Float32Array(parameterCount(hyperparameters)));
  fillUniform(weights.embedding, 0.05, random);
  for (const [layer, { kernel, recurrentKernel, bias }] of weights.lstm.entries()) {
    fillUniform(kernel, glorotLimit(layer === 0 ? E : H, 4 * H), random);
    fillOrthogonal(recurrentKernel, H, 4 * H, random);
    bias.fill(1, H, 2 * H);
  }
  fillUniform(weights.denseKernel, glorotLimit(H, V), random);
  return weights;
}

function glorotLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut));
}

function fillUniform(values: Float32Array, limit: number, random: Random): void {
  for (let i = 0; i < values.length; i++) values[i] = limit * (2 * nextFloat(random) - 1);
}

/**
 * Fills [rows, columns], rows ≤ columns, with orthonormal rows: modified Gram–Schmidt over random normal vectors,
 * which in so many dimensions are nearly orthogonal to begin with.
 */
function fillOrthogonal(values: Float32Array, rows: number, columns: number, random: Random): void {
  const done: Float64Array[] = [];
  for (let r = 0; r < rows; r++) {
    const row = Float64Array.from({ length: columns }, () => nextNormal(random));
    for (const other of done) addScaled(row, other, -dot(row, other));
    const scale = 1 / Math.sqrt(dot(row, row));
    const unit = row.map((x) => x * scale);
    done.push(unit);
    values.set(unit, r * columns);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + scale * (source[i] ?? 0);
}
