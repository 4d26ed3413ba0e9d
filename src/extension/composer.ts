import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { createClient } from '../worker/client.ts';
import {
  modelMethods,
  type Alternatives,
  type AlternativesParameters,
  type ComposeParameters,
  type Continuation,
  type ContinueParameters,
  type RepairParameters,
  type Repairs,
  type Surprise,
  type SurpriseParameters,
} from '../worker/protocol.ts';
import type { Activity, ActivityBoard } from './activity.ts';
import { isCancellation, messageOf, showFailure, type Log } from './log.ts';
import type { Models } from './models.ts';
import { nodePort } from './node-port.ts';

/** The composer as the features see it: the model in use, on its worker. */
export interface Composer {
  /** Rejects with a CallError. `quiet` answers do not show in the status bar. */
  continueTune(
    request: Omit<ContinueParameters, 'model'>,
    signal: AbortSignal,
    options?: { readonly quiet?: boolean },
  ): Promise<Continuation>;
  /** Whole new tunes, each a complete record. */
  compose(request: Omit<ComposeParameters, 'model'>, signal: AbortSignal): Promise<string[]>;
  /** How unlikely the model finds the notes of a tune. It does not show in the status bar. */
  surprise(request: Omit<SurpriseParameters, 'model'>, signal: AbortSignal): Promise<Surprise>;
  /** What could stand in the place of a note. It does not show in the status bar. */
  alternatives(request: Omit<AlternativesParameters, 'model'>, signal: AbortSignal): Promise<Alternatives>;
  /** The likeliest ways to make a bar fill its meter. It does not show in the status bar. */
  repairBar(request: Omit<RepairParameters, 'model'>, signal: AbortSignal): Promise<Repairs>;
  /** Gets the model in use ready, and says so where it cannot be used. */
  warmUp(): Promise<void>;
  /** Ends the worker. */
  close(): Promise<void>;
}

/** Milliseconds that an answer may take before the status bar shows thinking. */
const NOTICEABLE = 150;
const SELECT_MODEL = { title: 'Select Model…', command: 'tunewright.selectModel' };

export function createComposer(
  context: vscode.ExtensionContext,
  models: Models,
  activity: ActivityBoard,
  log: Log,
): Composer {
  const file = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath;
  const client = createClient(
    modelMethods,
    () => nodePort(file, { name: 'tunewright-model' }),
    (problem) => {
      log.error(problem);
    },
  );

  return {
    continueTune: (request, signal, { quiet = false } = {}) => {
      const ask = (): Promise<Continuation> =>
        client.call('continue', { model: models.reference(), ...request }, { signal });
      return quiet ? ask() : shown(ask, activity);
    },
    compose: (request, signal) => {
      const parameters = { model: models.reference(), ...request };
      return shown(async () => (await client.call('compose', parameters, { signal })).tunes, activity);
    },
    surprise: (request, signal) =>
      client.call('surprise', { model: models.reference(), ...request }, { signal }),
    alternatives: (request, signal) =>
      client.call('alternatives', { model: models.reference(), ...request }, { signal }),
    repairBar: (request, signal) =>
      client.call('repairBar', { model: models.reference(), ...request }, { signal }),
    warmUp: async () => {
      try {
        const { name, engine, millis } = await client.call('load', { model: models.reference() });
        log.info(`Model “${name}” is ready on ${engine} (${millis.toFixed(0)} ms).`);
        activity.update({ problem: undefined });
      } catch (error) {
        if (isCancellation(error)) return;
        activity.update({ problem: messageOf(error) });
        showFailure(log, `The model “${models.current().name}” cannot be used`, error, SELECT_MODEL);
      }
    },
    close: () => client.close(),
  };
}

/** Shows that an answer is thought about, should it take long enough to be noticed, and what it came to. */
async function shown<T>(work: () => Promise<T>, activity: ActivityBoard): Promise<T> {
  const began = performance.now();
  let counted = 0;
  const timer = setTimeout(() => {
    counted = 1;
    activity.update({ thinking: activity.current().thinking + 1 });
  }, NOTICEABLE);
  const finish = (change: Partial<Activity>): void => {
    clearTimeout(timer);
    activity.update({ ...change, thinking: activity.current().thinking - counted });
  };
  try {
    const value = await work();
    finish({ millis: performance.now() - began, problem: undefined });
    return value;
  } catch (error) {
    finish(isCancellation(error) ? {} : { problem: messageOf(error) });
    throw error;
  }
}
