import { copyWeights, flatten, unflatten, type Weights } from '../model/weights.ts';
import { checkBatch, checkSnapshot, checkTrainerOptions, checkWeights } from './check.ts';
import type { Batch, LstmState, StepResult, Trainer, TrainerOptions, TrainerSnapshot } from './engine.ts';

/** What one chunk gives. */
export interface ChunkResult {
  /** Mean cross-entropy over the targets that count, in nats. */
  readonly loss: number;
  /** Its gradient, flattened in the order of the weights. */
  readonly gradient: Float64Array | Float32Array;
  /** State of each row after the chunk. */
  readonly carried: LstmState[];
}

/** Loss and gradient of one chunk from the state that each row carries over, `step` updates having been made. */
export type LossAndGradient = (
  weights: Weights,
  batch: Batch,
  carried: readonly LstmState[],
  step: number,
  options: TrainerOptions,
) => ChunkResult;

/**
 * A trainer around a way to get gradients. It updates in double precision and keeps everything in single, so that
 * snapshots lose nothing.
 */
export function createChunkTrainer(
  initial: Weights,
  options: TrainerOptions,
  lossAndGradient: LossAndGradient,
): Trainer {
  checkWeights(initial);
  checkTrainerOptions(options);
  const { hyperparameters } = initial;
  const flat = flatten(initial);
  const weights = unflatten(hyperparameters, flat);
  const firstMoment = new Float32Array(flat.length);
  const secondMoment = new Float32Array(flat.length);
  const stateSize = hyperparameters.layers * 2 * hyperparameters.units;
  let carried = Array.from({ length: options.batch }, (): LstmState => new Float32Array(stateSize));
  let step = 0;

  return {
    step(batch: Batch, learningRate: number): StepResult {
      checkBatch(batch, options, hyperparameters.vocabulary);
      const result = lossAndGradient(weights, batch, carried, step, options);
      const gradientNorm = normOf(result.gradient);
      if (Number.isFinite(result.loss) && Number.isFinite(gradientNorm)) {
        step += 1;
        carried = result.carried;
        const scale = Math.min(1, options.clipNorm / gradientNorm);
        const state = { weights: flat, firstMoment, secondMoment };
        updateAdam(state, result.gradient, { scale, step, learningRate }, options);
      }
      return { loss: result.loss, gradientNorm };
    },
    weights: () => copyWeights(weights),
    snapshot: () => ({
      weights: copyWeights(weights),
      firstMoment: firstMoment.slice(),
      secondMoment: secondMoment.slice(),
      step,
      carried: Float32Array.from(carried.flatMap((state) => [...state])),
    }),
    restore(snapshot: TrainerSnapshot): void {
      checkSnapshot(snapshot, hyperparameters, options);
      flat.set(flatten(snapshot.weights));
      firstMoment.set(snapshot.firstMoment);
      secondMoment.set(snapshot.secondMoment);
      carried = carried.map((_, row) => snapshot.carried.slice(row * stateSize, (row + 1) * stateSize));
      step = snapshot.step;
    },
    dispose: () => undefined,
  };
}

function normOf(gradient: Float64Array | Float32Array): number {
  let sum = 0;
  for (const g of gradient) sum += g * g;
  return Math.sqrt(sum);
}

interface AdamState {
  readonly weights: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
}

/** Adam with decoupled weight decay (Kingma & Ba 2015; Loshchilov & Hutter 2019, algorithm 2). In place. */
function updateAdam(
  { weights, firstMoment, secondMoment }: AdamState,
  gradient: Float64Array | Float32Array,
  { scale, step, learningRate }: { scale: number; step: number; learningRate: number },
  { beta1, beta2, epsilon, weightDecay }: TrainerOptions,
): void {
  const correction1 = 1 - beta1 ** step;
  const correction2 = 1 - beta2 ** step;
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i] * scale;
    const m = beta1 * firstMoment[i] + (1 - beta1) * g;
    const v = beta2 * secondMoment[i] + (1 - beta2) * g * g;
    firstMoment[i] = m;
    secondMoment[i] = v;
    const direction = m / correction1 / (Math.sqrt(v / correction2) + epsilon);
    weights[i] -= learningRate * (direction + weightDecay * weights[i]);
  }
}
