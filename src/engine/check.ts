import { parameterCount, tensorsOf, type Weights } from '../model/weights.ts';
import type { Hyperparameters } from '../model/hyperparameters.ts';
import type { Batch, TrainerOptions, TrainerSnapshot } from './engine.ts';

/** Checks that every engine makes before it computes, so that none of them ever reads out of bounds. */

/** Throws a RangeError unless the sizes are whole numbers from 1 and the tensors have them. */
export function checkWeights(weights: Weights): void {
  const { vocabulary, embedding, units, layers } = weights.hyperparameters;
  for (const [name, size] of Object.entries({ vocabulary, embedding, units, layers })) checkSize(name, size);
  tensorsOf(weights);
}

/** Throws a RangeError for options no run can have. */
export function checkTrainerOptions(options: TrainerOptions): void {
  checkSize('batch', options.batch);
  checkSize('sequence', options.sequence);
  const inside = (name: 'beta1' | 'beta2' | 'dropout'): void => {
    if (!(options[name] >= 0 && options[name] < 1))
      throw new RangeError(`${name} must be at least 0 and below 1, not ${options[name]}`);
  };
  inside('beta1');
  inside('beta2');
  inside('dropout');
  for (const name of ['epsilon', 'clipNorm'] as const)
    if (!(options[name] > 0)) throw new RangeError(`${name} must be above 0, not ${options[name]}`);
  if (!(options.weightDecay >= 0))
    throw new RangeError(`weightDecay must be at least 0, not ${options.weightDecay}`);
}

/** Throws a RangeError unless a batch has the trainer's shape and only indices of the vocabulary. */
export function checkBatch(batch: Batch, options: TrainerOptions, vocabulary: number): void {
  const size = options.batch * options.sequence;
  checkLength('inputs', batch.inputs, size);
  checkLength('targets', batch.targets, size);
  if (batch.restart !== undefined) checkLength('restart', batch.restart, options.batch);
  for (let i = 0; i < size; i++) {
    const input = batch.inputs[i];
    const target = batch.targets[i];
    if (input < 0 || input >= vocabulary) throw new RangeError(`inputs: ${input} is not in the vocabulary`);
    if (target < -1 || target >= vocabulary)
      throw new RangeError(`targets: ${target} is not in the vocabulary`);
  }
}

/** Throws a RangeError unless a sampler can have so many streams. */
export function checkStreams(streams: number): void {
  checkSize('streams', streams);
}

/** Throws a RangeError unless the indices fit the sampler. */
export function checkCharacters(characters: ArrayLike<number>, streams: number, vocabulary: number): void {
  if (characters.length < 1 || characters.length > streams)
    throw new RangeError(`expected 1 to ${streams} characters, got ${characters.length}`);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i];
    if (!Number.isInteger(character) || character < 0 || character >= vocabulary)
      throw new RangeError(`character ${character} is not in the vocabulary of ${vocabulary}`);
  }
}

/** Throws a RangeError unless `stream` is one of the sampler's and the state, if any, has its shape. */
export function checkState(
  stream: number,
  streams: number,
  state: Float32Array | null,
  { layers, units }: Hyperparameters,
): void {
  if (!Number.isInteger(stream) || stream < 0 || stream >= streams)
    throw new RangeError(`there is no stream ${stream}; there are ${streams}`);
  if (state !== null) checkLength('state', state, layers * 2 * units);
}

/** Throws a RangeError unless a snapshot fits a trainer. */
export function checkSnapshot(
  snapshot: TrainerSnapshot,
  hyperparameters: Hyperparameters,
  { batch }: TrainerOptions,
): void {
  const own = snapshot.weights.hyperparameters;
  for (const key of ['vocabulary', 'embedding', 'units', 'layers'] as const)
    if (own[key] !== hyperparameters[key])
      throw new RangeError(`the snapshot has ${key} ${own[key]}, this trainer ${hyperparameters[key]}`);
  const count = parameterCount(hyperparameters);
  checkLength('firstMoment', snapshot.firstMoment, count);
  checkLength('secondMoment', snapshot.secondMoment, count);
  checkLength('carried', snapshot.carried, batch * hyperparameters.layers * 2 * hyperparameters.units);
  if (!Number.isInteger(snapshot.step) || snapshot.step < 0)
    throw new RangeError(`the snapshot's step is ${snapshot.step}`);
}

function checkSize(name: string, size: number): void {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`${name} must be a whole number from 1, not ${size}`);
}

function checkLength(name: string, array: ArrayLike<number>, length: number): void {
  if (array.length !== length)
    throw new RangeError(`${name}: expected ${length} values, got ${array.length}`);
}
