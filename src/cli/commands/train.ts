import { join } from 'node:path';
import * as v from 'valibot';
import { readModel, writeModel } from '../../model/folder.ts';
import { checkpointFilesOn } from '../../node/checkpoint-files.ts';
import { readTextFile } from '../../node/corpus-files.ts';
import { checkModelPlace, modelFilesOn, prepareModelPlace } from '../../node/model-files.ts';
import { UserError } from '../../node/user-error.ts';
import { BUNDLED_RECIPE, recipeFor, type Recipe } from '../../training/recipe.ts';
import type { TrainRequest } from '../../training/plan.ts';
import type { TrainingRecord } from '../../training/record.ts';
import { train, type Progress } from '../../training/run.ts';
import type { Command } from '../command.ts';
import { ENGINES, openEngine } from '../open.ts';
import { choice, flag, integer, number, readArguments, text } from '../options.ts';
import { pause } from '../pause.ts';
import { bar, duration, type Terminal } from '../terminal.ts';
import { canonicalTunesIn } from '../tunes.ts';

const OPTIONS = {
  out: text(undefined),
  from: text(undefined),
  name: text(undefined),
  valid: text(undefined),
  credits: text(undefined),
  layers: integer({ min: 1, max: 8 }, BUNDLED_RECIPE.layers),
  units: integer({ min: 1, max: 4096 }, BUNDLED_RECIPE.units),
  embedding: integer({ min: 1, max: 4096 }, BUNDLED_RECIPE.embedding),
  seq: integer({ min: 1, max: 4096 }, BUNDLED_RECIPE.sequence),
  batch: integer({ min: 1, max: 1024 }, BUNDLED_RECIPE.batch),
  dropout: number({ min: 0, max: 0.9 }, undefined),
  rate: number({ min: 1e-6, max: 1 }, undefined),
  epochs: integer({ min: 1, max: 100_000 }, undefined),
  minutes: number({ min: 0.01, max: 100_000 }, undefined),
  seed: integer({ min: 0, max: 2 ** 32 - 1 }, BUNDLED_RECIPE.seed),
  engine: choice(ENGINES, 'auto'),
  threads: integer({ min: 1, max: 256 }, undefined),
  checkpoint: number({ min: 0.01, max: 86_400 }, 60),
  resume: flag,
  json: flag,
};
type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];
const DEFAULT_MINUTES = 10;

/** `train`: makes a model folder from tunes. */
export const trainModel: Command = {
  usage:
    'PATH… --out DIR [--from DIR] [--name NAME] [--valid PATH] [--credits FILE] [--layers 2 --units 256 --embedding 64 --seq 128 ' +
    '--batch 32] [--dropout D] [--rate R] [--epochs N | --minutes M] [--seed N] ' +
    `[--engine ${ENGINES.join('|')}] [--threads N] [--checkpoint SECONDS] [--resume] [--json]`,
  summary: 'train a model on .abc files and folders of them',
  run: async (argv, context) => {
    const { values, paths } = readArguments(argv, OPTIONS);
    const { out } = values;
    if (out === undefined) throw new UserError('train: --out DIR says where the model goes');
    await checkModelPlace(out);
    const request = await requestOf(values, paths, out);
    await prepareModelPlace(out);
    const { terminal } = context;
    const engine = await openEngine(values.engine, values.threads, context);
    terminal.note(`${request.tunes.length} tunes, engine ${engine.description}`);
    try {
      const { model, record } = await train(request, {
        engine,
        files: checkpointFilesOn(join(out, 'checkpoints')),
        clock: () => performance.now(),
        signal: context.signal,
        checkpointSeconds: values.checkpoint,
        pause,
        onProgress: (progress) => terminal.progress(progressLine(progress)),
        onMessage: (line) => terminal.note(line),
      });
      terminal.endProgress();
      await writeModel(modelFilesOn(out), model, { dtype: 'float16' });
      report(record, out, values.json, terminal);
      return 0;
    } catch (error) {
      if (context.signal.aborted) terminal.note(`stopped; the same command with --resume goes on from here`);
      throw error;
    } finally {
      engine.dispose();
    }
  },
};

async function requestOf(values: Values, paths: readonly string[], out: string): Promise<TrainRequest> {
  if (values.epochs !== undefined && values.minutes !== undefined) {
    throw new UserError('train: give --epochs or --minutes, not both');
  }
  const tunes = await canonicalTunesIn(paths);
  return {
    name: values.name ?? out.split(/[\\/]/).findLast((part) => part !== '') ?? 'model',
    tunes,
    ...(values.valid === undefined ? {} : { validation: await canonicalTunesIn([values.valid]) }),
    recipe: recipeOf(values, tunes),
    length:
      values.epochs === undefined
        ? { kind: 'minutes', minutes: values.minutes ?? DEFAULT_MINUTES }
        : { kind: 'epochs', epochs: values.epochs },
    ...(values.from === undefined ? {} : { from: await readModel(modelFilesOn(values.from)) }),
    ...(values.credits === undefined ? {} : { data: await readCredits(values.credits) }),
    resume: values.resume,
  };
}

/** What suits a corpus of this size, as far as the user has not said otherwise. */
function recipeOf(values: Values, tunes: readonly string[]): Recipe {
  const characters = tunes.reduce((sum, tune) => sum + tune.length, 0);
  const { recipe } = recipeFor(characters, values.from !== undefined);
  const { layers, units, embedding, seq: sequence, batch, seed } = values;
  const { dropout = recipe.dropout, rate: peakRate = recipe.peakRate } = values;
  return { ...recipe, layers, units, embedding, sequence, batch, dropout, peakRate, seed };
}

const Credits = v.array(v.object({ source: v.string(), licence: v.string(), credit: v.string() }));

/** Where the tunes are from, for the model's card: JSON as in `tunewright.json`. */
async function readCredits(path: string): Promise<v.InferOutput<typeof Credits>> {
  const { text: json } = await readTextFile(path);
  try {
    return v.parse(Credits, JSON.parse(json));
  } catch {
    throw new UserError(`${path}: credits are a JSON list of { source, licence, credit }`);
  }
}

function progressLine(progress: Progress): string {
  const { step, steps, epoch, charactersPerSecond, loss, bitsPerCharacter, secondsLeft } = progress;
  const validation = progress.validationBitsPerCharacter;
  return [
    `${bar(step / steps, 20)} step ${step}/${steps}`,
    `epoch ${epoch}`,
    `${Math.round(charactersPerSecond)} characters/s`,
    `loss ${loss.toFixed(3)}`,
    `${bitsPerCharacter.toFixed(3)} bits per character`,
    ...(validation === null ? [] : [`${validation.toFixed(3)} on unseen tunes`]),
    Number.isFinite(secondsLeft) ? `${duration(secondsLeft)} left` : 'measuring',
  ].join('  ');
}

function report(record: TrainingRecord, out: string, json: boolean, terminal: Terminal): void {
  const bits = record.validation?.bitsPerCharacter;
  const quality = bits === undefined ? '' : `, ${bits.toFixed(3)} bits per character on unseen tunes`;
  terminal.note(`${out}: ${record.steps} steps in ${duration(record.seconds)}${quality}`);
  if (json) terminal.print(`${JSON.stringify(record)}\n`);
}
