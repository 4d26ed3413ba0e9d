import type { Engine } from '../engine/engine.ts';
import { readModel, type Model, type ModelFiles } from '../model/folder.ts';
import type {
  Alternatives,
  AlternativesParameters,
  ComposeParameters,
  Continuation,
  ContinueParameters,
  modelMethods,
  ModelReference,
  RepairParameters,
  Repairs,
  Surprise,
  SurpriseParameters,
} from './protocol.ts';
import type { Handlers } from './serve.ts';

/** A composer as the worker serves it. */
export interface ServedComposer {
  continueTune(request: Omit<ContinueParameters, 'model'>, signal: AbortSignal): Promise<Continuation>;
  compose(request: Omit<ComposeParameters, 'model'>, signal: AbortSignal): Promise<{ tunes: string[] }>;
  surprise(request: Omit<SurpriseParameters, 'model'>, signal: AbortSignal): Promise<Surprise>;
  alternatives(request: Omit<AlternativesParameters, 'model'>, signal: AbortSignal): Promise<Alternatives>;
  repairBar(request: Omit<RepairParameters, 'model'>, signal: AbortSignal): Promise<Repairs>;
  /** Gives back its memory. */
  dispose(): void;
}

/** What the model worker needs of the world. */
export interface ModelWorld {
  /** Called once, when the first model is wanted. */
  openEngine(): Promise<Engine>;
  modelFiles(folder: string): ModelFiles;
  openComposer(model: Model, engine: Engine): Promise<ServedComposer>;
  /** Milliseconds, never going back. */
  readonly clock: () => number;
}

interface Loaded {
  readonly key: string;
  readonly name: string;
  readonly engine: string;
  readonly composer: ServedComposer;
}

/** Answers the calls of the model worker. It keeps one model ready: the one asked for last. */
export function modelHandlers(world: ModelWorld): Handlers<typeof modelMethods> {
  let engine: Promise<Engine> | undefined;
  let loaded: Loaded | undefined;

  const openEngine = (): Promise<Engine> => {
    engine ??= world.openEngine().catch((error: unknown) => {
      engine = undefined;
      throw error;
    });
    return engine;
  };

  const ready = async (reference: ModelReference): Promise<Loaded> => {
    const key = `${reference.revision} ${reference.folder}`;
    if (loaded?.key === key) return loaded;
    const [model, opened] = await Promise.all([readModel(world.modelFiles(reference.folder)), openEngine()]);
    const composer = await world.openComposer(model, opened);
    loaded?.composer.dispose();
    loaded = { key, name: model.card.name, engine: opened.description, composer };
    return loaded;
  };

  return {
    load: async ({ model }) => {
      const began = world.clock();
      const { name, engine } = await ready(model);
      return { name, engine, millis: world.clock() - began };
    },
    continue: async ({ model, ...request }, { signal }) => {
      const { composer } = await ready(model);
      signal.throwIfAborted();
      return composer.continueTune(request, signal);
    },
    compose: async ({ model, ...request }, { signal }) => {
      const { composer } = await ready(model);
      signal.throwIfAborted();
      return composer.compose(request, signal);
    },
    surprise: async ({ model, ...request }, { signal }) => {
      const { composer } = await ready(model);
      signal.throwIfAborted();
      return composer.surprise(request, signal);
    },
    alternatives: async ({ model, ...request }, { signal }) => {
      const { composer } = await ready(model);
      signal.throwIfAborted();
      return composer.alternatives(request, signal);
    },
    repairBar: async ({ model, ...request }, { signal }) => {
      const { composer } = await ready(model);
      signal.throwIfAborted();
      return composer.repairBar(request, signal);
    },
  };
}
