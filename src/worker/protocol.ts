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
  /** Whether constrained texts let bars come again as people's do; so they do where absent. */
  echo: v.optional(v.boolean()),
};

const continuationLength = v.variant('kind', [
  v.object({ kind: v.literal('bars'), bars: v.pipe(count, v.minValue(1)) }),
  v.object({ kind: v.literal('characters'), characters: v.pipe(count, v.minValue(1)) }),
  v.object({ kind: v.literal('end') }),
]);

const candidate = v.object({ text: v.string(), logProbability: v.number(), bars: count });

const continuation = v.variant('kind', [
  v.object({ kind: v.literal('continued'), candidates: v.array(candidate), millis: finite }),
  v.object({ kind: v.literal('nothing'), reason: v.string() }),
]);

/** One tune, and the header of its file. */
const tune = { text: v.string(), fileHeader: v.optional(v.string()) };

const alternative = v.object({
  text: v.string(),
  probability: v.pipe(finite, v.minValue(0), v.maxValue(1)),
});

/** Edits of the tune's text, and the bar as it is then. */
const repair = v.object({
  edits: v.array(v.object({ start: count, end: count, text: v.string() })),
  bar: v.string(),
  logProbability: finite,
});

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
      /** The header of its file. */
      fileHeader: v.optional(v.string()),
      length: continuationLength,
      candidates: v.pipe(count, v.minValue(1), v.maxValue(64)),
      /** UTF-16 code units behind `offset` that the continuation is to stand for. */
      replaced: v.optional(count),
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
  /** How unlikely the model finds each note and rest of the tune `text`, in bits. */
  surprise: {
    parameters: v.object({ model: modelReference, ...tune }),
    result: v.object({
      notes: v.array(v.object({ start: count, end: count, bits: v.nullable(finite) })),
      complete: v.boolean(),
    }),
    progress: silent,
  },
  /** The likeliest notes in the place of the one that starts at `offset`. */
  alternatives: {
    parameters: v.object({ model: modelReference, ...tune, offset: count }),
    result: v.object({ alternatives: v.array(alternative), otherLength: v.nullable(alternative) }),
    progress: silent,
  },
  /** The likeliest ways to make the bar that starts at `offset` fill its meter. */
  repairBar: {
    parameters: v.object({ model: modelReference, ...tune, offset: count }),
    result: v.object({ repairs: v.array(repair) }),
    progress: silent,
  },
} satisfies Record<string, Method>;

export type ContinueParameters = ParametersOf<typeof modelMethods.continue>;
export type Continuation = ResultOf<typeof modelMethods.continue>;
export type ComposeParameters = ParametersOf<typeof modelMethods.compose>;
export type SurpriseParameters = ParametersOf<typeof modelMethods.surprise>;
export type Surprise = ResultOf<typeof modelMethods.surprise>;
export type AlternativesParameters = ParametersOf<typeof modelMethods.alternatives>;
export type Alternatives = ResultOf<typeof modelMethods.alternatives>;
export type RepairParameters = ParametersOf<typeof modelMethods.repairBar>;
export type Repairs = ResultOf<typeof modelMethods.repairBar>;

const trainingProgress = v.object({
  step: count,
  steps: count,
  epoch: count,
  charactersPerSecond: finite,
  bitsPerCharacter: finite,
  /** Null before the first validation. */
  validationBitsPerCharacter: v.nullable(finite),
  /** Null while it cannot be foretold. */
  secondsLeft: v.nullable(finite),
});
export type TrainingProgress = v.InferOutput<typeof trainingProgress>;

/** What a run was asked to do, and how far it came. */
export const unfinishedRun = v.object({
  minutes: v.pipe(finite, v.gtValue(0)),
  from: v.optional(v.string()),
  /** Share done, 0 to 1. */
  share: v.pipe(finite, v.minValue(0), v.maxValue(1)),
});
export type UnfinishedRun = v.InferOutput<typeof unfinishedRun>;

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
  /** The run on just these tunes that was stopped before its end and left its checkpoints in a folder; else null. */
  unfinished: {
    parameters: v.object({ checkpoints: v.string() }),
    result: v.nullable(unfinishedRun),
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
      /** Where the tunes are from, for the model's record. */
      source: v.string(),
      /** Goes on from the newest checkpoint; else begins anew. */
      resume: v.boolean(),
    }),
    result: v.object({
      tunes: count,
      /** On the tunes held out; null where there were none. */
      bitsPerCharacter: v.nullable(finite),
      steps: count,
      seconds: finite,
    }),
    progress: trainingProgress,
  },
} satisfies Record<string, Method>;

export type TrainParameters = ParametersOf<typeof trainingMethods.train>;
export type TrainResult = ResultOf<typeof trainingMethods.train>;
export type TrainProgress = ProgressOf<typeof trainingMethods.train>;
