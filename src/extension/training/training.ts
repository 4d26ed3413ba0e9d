import * as v from 'valibot';
import * as vscode from 'vscode';
import { createClient } from '../../worker/client.ts';
import { trainingMethods, type TrainingProgress, type TrainResult } from '../../worker/protocol.ts';
import type { ActivityBoard } from '../activity.ts';
import { withSignal } from '../cancellation.ts';
import { isCancellation, showFailure, type Log } from '../log.ts';
import type { Models } from '../models.ts';
import { nodePort } from '../node-port.ts';
import { trainingSettings } from '../settings.ts';
import { findTuneFiles, gatherCorpus, type Corpus, type Trainer } from './corpus.ts';
import { describeCorpus, describeProgress, shareOf } from './estimate.ts';
import { modelNameFor } from './name.ts';
import { offerFolder, offerResume, tellResult } from './outcome.ts';
import { planOf, type Plan } from './plan.ts';
import { askPlan } from './questions.ts';

/** Where it is kept, for all workspaces, whose model has which name. */
const OWNERS = 'trainedFor';

export interface TrainingWorld {
  readonly context: vscode.ExtensionContext;
  readonly models: Models;
  readonly activity: ActivityBoard;
  readonly log: Log;
}

/**
 * Registers "Train on Workspace .abc Files". A keybinding or another extension may give the answers along:
 * `{ "minutes": 5, "start": "bundled" | "nothing", "resume": false }`.
 */
export function registerTraining(world: TrainingWorld): vscode.Disposable {
  let trainer: Trainer | undefined;
  const command = vscode.commands.registerCommand('tunewright.trainOnWorkspace', async (orders?: unknown) => {
    if (trainer !== undefined) {
      void vscode.window.showInformationMessage(
        'Training is already under way; cancel it first to begin anew.',
      );
      return;
    }
    if (vscode.workspace.workspaceFolders === undefined) {
      void offerFolder();
      return;
    }
    trainer = startTrainer(world);
    try {
      await trainWith(trainer, orders, world);
    } catch (error) {
      showFailure(world.log, 'Training failed; the model in use is unchanged', error);
    } finally {
      world.activity.update({ training: undefined });
      await trainer.close();
      trainer = undefined;
    }
  });
  return vscode.Disposable.from(command, { dispose: () => void trainer?.close() });
}

function startTrainer({ context, log }: TrainingWorld): Trainer {
  const file = vscode.Uri.joinPath(context.extensionUri, 'dist', 'training-worker.js').fsPath;
  return createClient(
    trainingMethods,
    () => nodePort(file, { name: 'tunewright-training' }),
    (problem) => {
      log.error(`Training: ${problem}`);
    },
  );
}

async function trainWith(trainer: Trainer, orders: unknown, world: TrainingWorld): Promise<void> {
  const corpus = await readWorkspace(trainer, world.log);
  if (corpus === undefined) return;
  const name = await takeName(world.context.globalState);
  const checkpoints = world.models.checkpointFolder(name).fsPath;
  const unfinished = await trainer.call('unfinished', { checkpoints });
  const { minutes } = trainingSettings();
  const plan = planOf(orders, unfinished, minutes) ?? (await askPlan(corpus, minutes, unfinished));
  if (plan === undefined) return;
  const result = await runWithProgress(trainer, name, plan, world);
  if (result === undefined) {
    void offerResume(name);
    return;
  }
  world.log.info(
    `Trained “${name}” on ${describeCorpus(corpus.tunes, corpus.files)} in ${result.steps} steps.`,
  );
  try {
    await world.models.use(world.models.trained(name));
    void tellResult(name, result);
  } catch (error) {
    const what = `“${name}” is trained, but the settings could not be changed to use it`;
    showFailure(world.log, what, error, { title: 'Select Model…', command: 'tunewright.selectModel' });
  }
}

/** The name of this workspace's model, which no other workspace gets from then on. */
async function takeName(memory: vscode.Memento): Promise<string> {
  const { name = 'my tunes', workspaceFile, workspaceFolders } = vscode.workspace;
  // A workspace that was never saved has another file in each session.
  const saved = workspaceFile?.scheme === 'untitled' ? undefined : workspaceFile;
  const identity = (saved ?? workspaceFolders?.[0]?.uri)?.toString() ?? '';
  const known = v.safeParse(v.record(v.string(), v.string()), memory.get(OWNERS));
  const owners = known.success ? known.output : {};
  const taken = modelNameFor(name, identity, owners);
  await memory.update(OWNERS, { ...owners, [taken]: identity });
  return taken;
}

/** Hands the workspace's tunes to the trainer; undefined where there are none or reading was cancelled. */
async function readWorkspace(trainer: Trainer, log: Log): Promise<Corpus | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Reading the tunes of this workspace',
    cancellable: true,
  };
  try {
    const corpus = await vscode.window.withProgress(options, async (progress, token) => {
      const uris = await findTuneFiles(token);
      return gatherCorpus(trainer, uris, progress, token, log);
    });
    if (corpus.tunes > 0) return corpus;
    void vscode.window.showWarningMessage(
      corpus.files === 0
        ? 'There is no .abc file in this workspace. Open a folder with tunes, or add one to the workspace.'
        : `There is no tune in the ${corpus.files} .abc files of this workspace. A tune starts with X:, has a K: line and then music.`,
    );
    return undefined;
  } catch (error) {
    if (isCancellation(error)) return undefined;
    throw error;
  }
}

/** The run, shown as a notification that can cancel it; undefined when it was cancelled. */
async function runWithProgress(
  trainer: Trainer,
  name: string,
  plan: Plan,
  world: TrainingWorld,
): Promise<TrainResult | undefined> {
  const { models } = world;
  const { threads, engine } = trainingSettings();
  const { minutes, resume } = plan;
  const parameters = {
    name,
    folder: models.trained(name).folder.fsPath,
    checkpoints: models.checkpointFolder(name).fsPath,
    minutes,
    engine,
    threads,
    resume,
    source: `the .abc files of “${name}”`,
    ...(plan.start === 'bundled' && { from: models.bundled.folder.fsPath }),
  };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Training “${name}”`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: 'getting ready' });
    const onProgress = progressTeller(progress, name, world.activity);
    try {
      return await withSignal(token, (signal) =>
        trainer.call('train', parameters, { signal, onProgress, patient: true }),
      );
    } catch (error) {
      if (isCancellation(error)) return undefined;
      throw error;
    }
  });
}

function progressTeller(
  notification: vscode.Progress<{ message?: string; increment?: number }>,
  name: string,
  activity: ActivityBoard,
): (progress: TrainingProgress) => void {
  let told = 0;
  return (progress) => {
    const share = shareOf(progress);
    const message = describeProgress(progress);
    notification.report({ message, increment: Math.max(0, 100 * (share - told)) });
    told = Math.max(told, share);
    activity.update({ training: { share, tooltip: `Training “${name}”: ${Math.floor(100 * share)} %` } });
  };
}
