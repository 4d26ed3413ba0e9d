import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointFiles } from '../training/checkpoint.ts';
import { entriesOf, readBytes, writeFileAtomically } from './atomic-file.ts';
import { explainFileError } from './user-error.ts';

/** Checkpoints kept in a folder of the disk, made when first written to. */
export function checkpointFilesOn(folder: string): CheckpointFiles {
  const guarded = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw explainFileError(error, folder);
    });
  return {
    read: (name) => guarded(readBytes(join(folder, name))),
    writeAtomically: (name, bytes) =>
      guarded(mkdir(folder, { recursive: true }).then(() => writeFileAtomically(join(folder, name), bytes))),
    list: () => guarded(entriesOf(folder)),
    remove: (name) => guarded(rm(join(folder, name), { force: true })),
  };
}
