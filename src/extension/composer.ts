import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { createClient } from '../worker/client.ts';
import {
  modelMethods,
  type ComposeParameters,
  type Continuation,
  type ContinueParameters,
} from '../worker/protocol.ts';
import type { ActivityBoard } from './activity.ts';
import { isCancellation, type Log } from './log.ts';
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
  /** Gets the model in use ready; what goes wrong is said where it is used. */
  warmUp(): Promise<void>;
  /** Ends the worker. */
  close(): Promise<void>;
}

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

  /** Counts an answer as being thought about, and remembers what it came to. */
  const shown = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    activity.update({ thinking: activity.current().thinking + 1 });
    try {
      const value = await work();
      activity.update({ millis: performance.now() - began, problem: undefined });
      return value;
    } catch (error) {
      if (!isCancellation(error))
        activity.update({ problem: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      activity.update({ thinking: activity.current().thinking - 1 });
    }
  };

  return {
    continueTune: (request, signal, { quiet = false } = {}) => {
      const ask = (): Promise<Continuation> =>
        client.call('continue', { model: models.reference(), ...request }, { signal });
      return quiet ? ask() : shown(ask);
    },
    compose: (request, signal) =>
      shown(async () => {
        const { tunes } = await client.call('compose', { model: models.reference(), ...request }, { signal });
        return tunes;
      }),
    warmUp: async () => {
      try {
        const { name, engine, millis } = await client.call('load', { model: models.reference() });
        log.info(`Model “${name}” is ready on ${engine} (${millis.toFixed(0)} ms).`);
        activity.update({ problem: undefined });
      } catch (error) {
        if (isCancellation(error)) return;
        const message = error instanceof Error ? error.message : String(error);
        log.error(`The model “${models.current().name}” cannot be used: ${message}`);
        activity.update({ problem: message });
      }
    },
    close: () => client.close(),
  };
}
