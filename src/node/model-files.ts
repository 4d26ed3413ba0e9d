import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ModelFiles } from '../model/folder.ts';
import { entriesOf, readBytes, syncFolder, writeFileAtomically } from './atomic-file.ts';
import { explainFileError, UserError } from './user-error.ts';

/**
 * A model folder on the disk. Writing replaces the folder as a whole: the new files lie complete beside it
 * before the old folder is moved away, so that a crash leaves one whole model, never a mixture. What else
 * the folder holds (the checkpoints of a run) is carried over.
 */
export function modelFilesOn(path: string): ModelFiles {
  const folder = resolve(path);
  return {
    read: async (name) =>
      readBytes(join(folder, name)).catch((error: unknown) => {
        throw explainFileError(error, join(path, name));
      }),
    write: async (files) =>
      replaceFolder(folder, files).catch((error: unknown) => {
        throw explainFileError(error, path);
      }),
  };
}

/** Refuses a place where a model would be mixed with files that are none of ours. */
export async function checkModelPlace(path: string): Promise<void> {
  const entries = await entriesOf(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
  const free = entries.every((name) => name === 'checkpoints');
  if (!free && !entries.includes('model.json')) {
    throw new UserError(`${path}: this folder holds other files; name a new folder for the model`);
  }
}

/**
 * Makes sure, before hours of work are spent on it, that a model can be written to a place. Leaves the folder
 * there, empty where it was not.
 */
export async function prepareModelPlace(path: string): Promise<void> {
  const probe = join(path, `.${randomBytes(4).toString('hex')}.tmp`);
  try {
    await mkdir(path, { recursive: true });
    await writeFileAtomically(probe, '');
    await rm(probe);
  } catch (error) {
    throw explainFileError(error, path);
  }
}

async function replaceFolder(folder: string, files: Parameters<ModelFiles['write']>[0]): Promise<void> {
  await checkModelPlace(folder);
  const parent = dirname(folder);
  const mark = randomBytes(4).toString('hex');
  const fresh = join(parent, `.${basename(folder)}.${mark}.new`);
  const old = join(parent, `.${basename(folder)}.${mark}.old`);
  await mkdir(fresh, { recursive: true });
  try {
    for (const { name, bytes } of files) await writeFileAtomically(join(fresh, name), bytes);
    await mkdir(folder, { recursive: true });
    await rename(folder, old);
    await rename(fresh, folder).catch(async (error: unknown) => {
      await rename(old, folder);
      throw error;
    });
    const written = new Set(files.map(({ name }) => name));
    for (const name of await entriesOf(old)) {
      if (!written.has(name)) await rename(join(old, name), join(folder, name));
    }
    await syncFolder(parent);
    await rm(old, { recursive: true, force: true });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
