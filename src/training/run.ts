import type { Engine, Trainer } from '../engine/engine.ts';
import type { Model } from '../model/folder.ts';
import type { Weights } from '../model/weights.ts';
import type { Checkpoint, CheckpointFiles, CurvePoint } from './checkpoint.ts';
import { clearCheckpoints, loadCheckpoint, saveCheckpoint } from './checkpoints.ts';
import { layOut, tunesOfEpoch, type Epoch } from './dataset.ts';
import { evaluate } from './evaluate.ts';
import { planRun, trainerOptions, TrainingError, type Plan, type TrainRequest } from './plan.ts';
import { modelOf, type Outcome, type TrainingRecord } from './record.ts';
import { learningRate, progressOf, type Position } from './schedule.ts';

/** How a run is getting on. */
export interface Progress {
  readonly step: number;
  /** Steps in all, as far as can be foretold. */
  readonly steps: number;
  readonly epoch: number;
  readonly charactersPerSecond: number;
  /** Of the last steps, in nats. */
  readonly loss: number;
  readonly bitsPerCharacter: number;
  /** Of the last validation; null before the first, or where no tune is held out. */
  readonly validationBitsPerCharacter: number | null;
  readonly secondsLeft: number;
}

/** What a run needs of the world. */
export interface TrainWorld {
  readonly engine: Engine;
  readonly files: CheckpointFiles;
  /** Milliseconds, from any starting point, never going back. */
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Lets messages in; called after every step. */
  readonly pause?: (() => Promise<void>) | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** One line that a person should read: a checkpoint gone on from, or refused. */
  readonly onMessage?: ((line: string) => void) | undefined;
  /** Seconds between checkpoints; 60 where absent. */
  readonly checkpointSeconds?: number | undefined;
}

/** Steps between two points of the curve. */
const STEPS_PER_POINT = 50;
const CHECKPOINT_SECONDS = 60;

/** What changes in the course of a run; all of it is kept in checkpoints. */
interface RunState {
  position: Position;
  pending: { loss: number; characters: number };
  best: { step: number; bitsPerCharacter: number } | null;
  bestWeights: Weights | null;
  waited: number;
  readonly curve: CurvePoint[];
}

/** A run and all it works with. */
interface Run {
  readonly request: TrainRequest;
  readonly world: TrainWorld;
  readonly plan: Plan;
  readonly trainer: Trainer;
  readonly state: RunState;
  readonly session: { readonly clock: number; readonly seconds: number; characters: number; saved: number };
}

/**
 * Trains a model and gives it back with the best weights by validation, and the record of the run. Resumed, it
 * makes the same steps that the uninterrupted run would have made. When the signal aborts, a checkpoint is written
 * and the signal's reason thrown. Throws a TrainingError or CheckpointError that says what to do.
 */
export async function train(
  request: TrainRequest,
  world: TrainWorld,
): Promise<{ model: Model; record: TrainingRecord }> {
  const plan = planRun(request);
  const trainer = await world.engine.createTrainer(plan.start.weights, trainerOptions(plan, request.recipe));
  try {
    const state = await startState(request, world, plan, trainer);
    const session = {
      clock: world.clock(),
      seconds: state.position.seconds,
      characters: 0,
      saved: world.clock(),
    };
    const run: Run = { request, world, plan, trainer, state, session };
    const outcome = await work(run);
    await save(run);
    return await modelOf(request, plan, { ...state, outcome, finalWeights: trainer.weights() }, world);
  } finally {
    trainer.dispose();
  }
}

async function startState(
  request: TrainRequest,
  world: TrainWorld,
  plan: Plan,
  trainer: Trainer,
): Promise<RunState> {
  const fresh: RunState = {
    position: { epoch: 0, chunk: 0, step: 0, seconds: 0 },
    pending: { loss: 0, characters: 0 },
    best: null,
    bestWeights: null,
    waited: 0,
    curve: [],
  };
  if (request.resume !== true) {
    await clearCheckpoints(world.files);
    return fresh;
  }
  const { hyperparameters } = plan.start.weights;
  const found = await loadCheckpoint(world.files, {
    hyperparameters,
    batch: plan.batch,
    fingerprint: plan.fingerprint,
  });
  if (found === null) {
    world.onMessage?.('No checkpoint to go on from: starting at the beginning');
    return fresh;
  }
  for (const line of found.refused) world.onMessage?.(line);
  world.onMessage?.(`Going on from ${found.name}`);
  trainer.restore(found.checkpoint.snapshot);
  const { position, pending, best, bestWeights, waited, curve } = found.checkpoint;
  return { position, pending, best, bestWeights, waited, curve: [...curve] };
}

/** Epoch after epoch until the run's length is reached or validation gets no better. */
async function work(run: Run): Promise<Outcome> {
  const { request, plan, state } = run;
  const { patience, stepsPerValidation } = request.recipe;
  while (state.waited < patience) {
    const tunes = tunesOfEpoch(plan.training, request.recipe, state.position.epoch);
    const epoch = layOut(tunes, plan.start.vocabulary, plan.batch, request.recipe);
    const over = await workThrough(run, epoch);
    if (stepsSinceValidation(state) >= (over ? 1 : stepsPerValidation)) await validate(run);
    if (over || progressOf(request.length, state.position, epoch.chunks) >= 1) return 'finished';
  }
  return 'stopped early';
}

/** The chunks of one epoch that are still to come. True when the run is over before or at the epoch's end. */
async function workThrough(run: Run, epoch: Epoch): Promise<boolean> {
  const { request, world, state } = run;
  while (state.position.chunk < epoch.chunks) {
    await attend(run);
    const progress = progressOf(request.length, state.position, epoch.chunks);
    if (progress >= 1) return true;
    step(run, epoch, progress);
    report(run, epoch);
    await world.pause?.();
  }
  state.position = { ...state.position, epoch: state.position.epoch + 1, chunk: 0 };
  return progressOf(request.length, state.position, epoch.chunks) >= 1;
}

/** Writes a checkpoint when it is time, or when the run is cancelled, which then throws. */
async function attend(run: Run): Promise<void> {
  const { world, session } = run;
  const waited = (world.clock() - session.saved) / 1000;
  if (world.signal?.aborted) {
    await save(run);
    world.signal.throwIfAborted();
  }
  if (waited >= (world.checkpointSeconds ?? CHECKPOINT_SECONDS)) await save(run);
}

function step(run: Run, epoch: Epoch, progress: number): void {
  const { request, world, trainer, state, session } = run;
  const { position } = state;
  const batch = epoch.batch(position.chunk);
  const rate = learningRate(request.recipe, position.step, progress);
  const { loss, gradientNorm } = trainer.step(batch, rate);
  if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) {
    const advice = `use a lower learning rate (now ${rate.toPrecision(2)}) or more warm-up, and begin anew`;
    throw new TrainingError(
      `the loss or its gradient was not finite in step ${position.step + 1}: ${advice}`,
    );
  }
  const characters = batch.targets.reduce((count, target) => count + (target < 0 ? 0 : 1), 0);
  session.characters += characters;
  const seconds = session.seconds + (world.clock() - session.clock) / 1000;
  state.position = { ...position, chunk: position.chunk + 1, step: position.step + 1, seconds };
  state.pending = {
    loss: state.pending.loss + loss * characters,
    characters: state.pending.characters + characters,
  };
}

function report(run: Run, epoch: Epoch): void {
  const { request, world, state, session } = run;
  const { position, pending } = state;
  const progress = progressOf(request.length, position, epoch.chunks);
  const nats = pending.loss / pending.characters;
  world.onProgress?.({
    step: position.step,
    steps: Math.max(position.step, Math.round(position.step / Math.max(progress, 1e-9))),
    epoch: position.epoch + 1,
    charactersPerSecond: session.characters / Math.max(1e-3, position.seconds - session.seconds),
    loss: nats,
    bitsPerCharacter: nats / Math.LN2,
    validationBitsPerCharacter: lastValidation(state.curve),
    secondsLeft: progress > 0 ? position.seconds * (1 / progress - 1) : Infinity,
  });
  if (position.step % STEPS_PER_POINT === 0) addPoint(state, null);
}

/** Ends a stretch of the curve. */
function addPoint(state: RunState, validationBitsPerCharacter: number | null): void {
  const { position, pending, curve } = state;
  if (pending.characters === 0 && validationBitsPerCharacter === null) return;
  const bitsPerCharacter =
    pending.characters > 0
      ? pending.loss / pending.characters / Math.LN2
      : (curve.at(-1)?.bitsPerCharacter ?? 0);
  const { step, epoch, seconds } = position;
  curve.push({ step, epoch, seconds, bitsPerCharacter, validationBitsPerCharacter });
  state.pending = { loss: 0, characters: 0 };
}

function lastValidation(curve: readonly CurvePoint[]): number | null {
  return (
    curve.findLast((point) => point.validationBitsPerCharacter !== null)?.validationBitsPerCharacter ?? null
  );
}

function stepsSinceValidation({ curve, position }: RunState): number {
  const last = curve.findLast((point) => point.validationBitsPerCharacter !== null)?.step ?? 0;
  return position.step - last;
}

/** Measures on the held-out tunes and keeps the weights where they are the best so far. */
async function validate(run: Run): Promise<void> {
  const { world, plan, trainer, state } = run;
  if (plan.validation.length === 0) return;
  const weights = trainer.weights();
  const { vocabulary } = plan.start;
  // A run cancelled meanwhile is cancelled after the next step, with the validation in its checkpoint.
  const { bitsPerCharacter } = await evaluate({ weights, vocabulary }, plan.validation, {
    ...world,
    signal: undefined,
  });
  addPoint(state, bitsPerCharacter);
  if (state.best === null || bitsPerCharacter < state.best.bitsPerCharacter) {
    state.best = { step: state.position.step, bitsPerCharacter };
    state.bestWeights = weights;
    state.waited = 0;
  } else {
    state.waited += 1;
  }
}

async function save(run: Run): Promise<void> {
  const { world, plan, trainer, state, session } = run;
  const checkpoint: Checkpoint = { ...state, fingerprint: plan.fingerprint, snapshot: trainer.snapshot() };
  await saveCheckpoint(world.files, checkpoint);
  session.saved = world.clock();
}
