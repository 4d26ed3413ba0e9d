import { corpusOf } from '../abc/canonical/corpus.ts';
import type { Engine } from '../engine/engine.ts';
import { readModel, writeModel, type ModelFiles } from '../model/folder.ts';
import type { CheckpointFiles } from '../training/checkpoint.ts';
import { clearCheckpoints } from '../training/checkpoints.ts';
import { crc32 } from '../training/checksum.ts';
import { TrainingError } from '../training/plan.ts';
import type { Recipe } from '../training/recipe.ts';
import { train, type Progress } from '../training/run.ts';
import type { trainingMethods, TrainParameters, TrainProgress, TrainResult } from './protocol.ts';
import { readRunNote, withRunNotes } from './run-note.ts';
import type { Call, Handlers } from './serve.ts';

/** What training needs of the world. */
export interface TrainingWorld {
  /** 0 threads: as many as leave the machine usable. */
  openEngine(name: TrainParameters['engine'], threads: number): Promise<Engine>;
  modelFiles(folder: string): ModelFiles;
  checkpointFiles(folder: string): CheckpointFiles;
  /** The text of a file, in whatever encoding it is; null for a file that is not text. */
  decode(content: Uint8Array): string | null;
  /** Milliseconds, never going back. */
  readonly clock: () => number;
  readonly pause: () => Promise<void>;
  /** What suits a corpus of so many characters, learnt from nothing or by a model that knows tunes already. */
  recipeFor(characters: number, goesOn: boolean): Recipe;
}

/** Milliseconds between two progress messages. */
const PROGRESS_EVERY = 250;

/** Answers the calls of the training worker. It holds the tunes of the files it was given. */
export function trainingHandlers(world: TrainingWorld): Handlers<typeof trainingMethods> {
  const tunes: string[] = [];
  return {
    add: ({ files }) => {
      const refused: string[] = [];
      for (const { name, content } of files) {
        const text = typeof content === 'string' ? content : world.decode(content);
        if (text === null) refused.push(name);
        else for (const tune of corpusOf(text)) tunes.push(tune.text);
      }
      return Promise.resolve({ tunes: tunes.length, characters: charactersOf(tunes), refused });
    },
    unfinished: ({ checkpoints }) => readRunNote(world.checkpointFiles(checkpoints), hashOf(tunes)),
    train: (parameters, call) => runTraining(world, tunes, parameters, call),
  };
}

async function runTraining(
  world: TrainingWorld,
  tunes: readonly string[],
  parameters: TrainParameters,
  call: Call<TrainProgress>,
): Promise<TrainResult> {
  const { name, minutes, from, resume, source } = parameters;
  if (tunes.length === 0) {
    throw new TrainingError(
      'there is no tune to learn from: a tune starts with X:, has a K: line and then music',
    );
  }
  const start = from === undefined ? undefined : await readModel(world.modelFiles(from));
  const files = world.checkpointFiles(parameters.checkpoints);
  const engine = await world.openEngine(parameters.engine, parameters.threads);
  let share = 0;
  const tell = throttled(world, call);
  try {
    const { model, record } = await train(
      {
        name,
        tunes,
        recipe: world.recipeFor(charactersOf(tunes), start !== undefined),
        length: { kind: 'minutes', minutes },
        ...(start && { from: start }),
        resume,
        data: [{ source, licence: 'as those tunes', credit: '' }],
      },
      {
        engine,
        files: withRunNotes(files, hashOf(tunes), () => ({
          minutes,
          share,
          ...(from !== undefined && { from }),
        })),
        clock: world.clock,
        pause: world.pause,
        signal: call.signal,
        onProgress: (now) => {
          share = Math.min(1, now.step / Math.max(1, now.steps));
          tell(now);
        },
      },
    );
    call.signal.throwIfAborted();
    await writeModel(world.modelFiles(parameters.folder), model, { dtype: 'float16' });
    await clearCheckpoints(files);
    const { steps, seconds, validation } = record;
    const bitsPerCharacter = validation?.bitsPerCharacter ?? null;
    return { tunes: tunes.length, bitsPerCharacter, steps, seconds };
  } finally {
    engine.dispose();
  }
}

/** Passes progress on a few times a second at most. */
function throttled(world: TrainingWorld, call: Call<TrainProgress>): (progress: Progress) => void {
  let last = -Infinity;
  return ({ step, steps, epoch, charactersPerSecond, bitsPerCharacter, ...rest }) => {
    const now = world.clock();
    if (now - last < PROGRESS_EVERY) return;
    last = now;
    const secondsLeft = Number.isFinite(rest.secondsLeft) ? rest.secondsLeft : null;
    const { validationBitsPerCharacter } = rest;
    call.progress({
      step,
      steps,
      epoch,
      charactersPerSecond,
      bitsPerCharacter,
      validationBitsPerCharacter,
      secondsLeft,
    });
  };
}

function charactersOf(tunes: readonly string[]): number {
  return tunes.reduce((sum, tune) => sum + tune.length, 0);
}

/** Tells apart one set of tunes from another. */
function hashOf(tunes: readonly string[]): string {
  return `${tunes.length}-${crc32(new TextEncoder().encode(tunes.join('\n\n'))).toString(16)}`;
}
