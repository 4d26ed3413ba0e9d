import * as v from 'valibot';
import type { Method, ProgressOf, ParametersOf, ResultOf } from './wire.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());

/** For methods that tell nothing on the way. */
const silent = v.never();

/** A model on disk. A new revision means that the folder's files were written again since. */
const modelReference = v.object({ folder: v.string(), revision: count });
export type ModelReference = v.InferOutput<typeof modelReference>;

const sampling = {
  temperature: v.pipe(finite, v.minValue(0)),
  topP: v.pipe(finite, v.minValue(0), v.maxValue(1)),
  seed: count,
  constrained: v.boolean(),
};

const continuationLength = v.variant('kind', [
  v.object({ kind: v.literal('bars'), bars: v.pipe(count, v.minValue(1)) }),
  v.object({ kind: v.literal('characters'), characters: v.pipe(count, v.minValue(1)) }),
  v.object({ kind: v.literal('end') }),
]);

const candidate = v.object({ text: v.string(), logProbability: v.number(), bars: count });
export type Candidate = v.InferOutput<typeof candidate>;

const continuation = v.variant('kind', [
  v.object({ kind: v.literal('continued'), candidates: v.array(candidate), millis: finite }),
  v.object({ kind: v.literal('nothing'), reason: v.string() }),
]);

/** The model worker: every request names its model, so that a worker started anew can answer it. */
export const modelMethods = {
  /** Gets a model ready, so that the first suggestion need not wait for it. */
  load: {
    parameters: v.object({ model: modelReference }),
    result: v.object({ name: v.string(), engine: v.string(), millis: finite }),
    progress: silent,
  },
  /** Continues the tune in `text` at `offset` (UTF-16 code units). */
  continue: {
    parameters: v.object({
      model: modelReference,
      text: v.string(),
      offset: count,
      length: continuationLength,
      candidates: v.pipe(count, v.minValue(1), v.maxValue(64)),
      ...sampling,
    }),
    result: continuation,
    progress: silent,
  },
  /** Writes whole new tunes, each a complete ABC record. */
  compose: {
    parameters: v.object({
      model: modelReference,
      rhythm: v.optional(v.string()),
      meter: v.string(),
      unit: v.optional(v.string()),
      key: v.string(),
      title: v.optional(v.string()),
      number: v.optional(count),
      count: v.pipe(count, v.minValue(1), v.maxValue(64)),
      ...sampling,
    }),
    result: v.object({ tunes: v.array(v.string()) }),
    progress: silent,
  },
} satisfies Record<string, Method>;

export type ContinueParameters = ParametersOf<typeof modelMethods.continue>;
export type Continuation = ResultOf<typeof modelMethods.continue>;
export type ComposeParameters = ParametersOf<typeof modelMethods.compose>;
export type LoadedModel = ResultOf<typeof modelMethods.load>;

const trainingProgress = v.object({
  step: count,
  steps: count,
  epoch: finite,
  charactersPerSecond: finite,
  loss: v.number(),
  bitsPerCharacter: v.number(),
  validationBitsPerCharacter: v.nullable(v.number()),
  secondsLeft: v.nullable(finite),
});
export type TrainingProgress = v.InferOutput<typeof trainingProgress>;

/** The training worker: files are handed over first, then one run is made of their tunes. */
export const trainingMethods = {
  /** Hands files over; answers what the corpus holds so far. Files that are not text are named back. */
  add: {
    parameters: v.object({
      files: v.array(v.object({ name: v.string(), content: v.union([v.string(), v.instance(Uint8Array)]) })),
    }),
    result: v.object({ tunes: count, characters: count, refused: v.array(v.string()) }),
    progress: silent,
  },
  /** Is there a run in this folder that was stopped before its end? */
  unfinished: {
    parameters: v.object({ checkpoints: v.string() }),
    result: v.nullable(v.object({ step: count, steps: count })),
    progress: silent,
  },
  /** Trains, writing the finished model into `folder` as a whole and checkpoints on the way. */
  train: {
    parameters: v.object({
      name: v.string(),
      folder: v.string(),
      checkpoints: v.string(),
      /** Model folder to start from; absent: from nothing. */
      from: v.optional(v.string()),
      minutes: v.pipe(finite, v.gtValue(0)),
      engine: v.picklist(['auto', 'wasm', 'tensorflow', 'reference']),
      /** 0: all cores but one. */
      threads: count,
      resume: v.boolean(),
      seed: count,
      /** Where the tunes came from, for the model's record. */
      source: v.string(),
    }),
    result: v.object({
      tunes: count,
      bitsPerCharacter: v.nullable(v.number()),
      steps: count,
      seconds: finite,
    }),
    progress: trainingProgress,
  },
} satisfies Record<string, Method>;

export type TrainParameters = ParametersOf<typeof trainingMethods.train>;
export type TrainResult = ResultOf<typeof trainingMethods.train>;
export type TrainProgress = ProgressOf<typeof trainingMethods.train>;
