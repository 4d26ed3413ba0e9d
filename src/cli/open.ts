import { join } from 'node:path';
import { createComposer, type Composer } from '../composer/composer.ts';
import type { Engine, EngineName } from '../engine/engine.ts';
import { readModel, type Model } from '../model/folder.ts';
import { nodeEngine } from '../node/engines.ts';
import { modelFilesOn } from '../node/model-files.ts';
import type { CommandContext } from './command.ts';
import { pause } from './pause.ts';

export const ENGINES = ['auto', 'wasm', 'tensorflow', 'reference'] as const;

/** The model of a folder; without one, the bundled model. */
export async function openModel(
  folder: string | undefined,
  { programFolder }: CommandContext,
): Promise<Model> {
  return readModel(modelFilesOn(folder ?? join(programFolder, '..', 'models', 'irish-folk')));
}

/** The engine of that name, with its kernels from beside the program. */
export async function openEngine(
  name: 'auto' | EngineName,
  threads: number | undefined,
  { programFolder }: CommandContext,
): Promise<Engine> {
  return nodeEngine({ name, kernelsDir: programFolder, ...(threads === undefined ? {} : { threads }) });
}

/** A composer with its own engine, which goes with it. */
export async function openComposer(folder: string | undefined, context: CommandContext): Promise<Composer> {
  const model = await openModel(folder, context);
  const engine = await openEngine('auto', 1, context);
  const composer = await createComposer(model, engine, { clock: () => performance.now(), pause });
  return {
    ...composer,
    dispose: () => {
      composer.dispose();
      engine.dispose();
    },
  };
}
