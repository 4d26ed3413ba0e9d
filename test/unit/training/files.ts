import type { CheckpointFiles } from '../../../src/training/checkpoint.ts';

export interface MemoryFiles extends CheckpointFiles {
  readonly contents: Map<string, Uint8Array>;
}

/** Checkpoint files in memory. */
export function memoryFiles(): MemoryFiles {
  const contents = new Map<string, Uint8Array>();
  return {
    contents,
    read: (name) => {
      const bytes = contents.get(name);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no file ${name}`));
    },
    writeAtomically: (name, bytes) => Promise.resolve(void contents.set(name, bytes)),
    list: () => Promise.resolve([...contents.keys()]),
    remove: (name) => Promise.resolve(void contents.delete(name)),
  };
}
