import type { ModelFiles } from '../../../src/model/folder.ts';

/** A model's folder in memory. */
export function memoryFiles(): ModelFiles & { readonly contents: Map<string, Uint8Array> } {
  const contents = new Map<string, Uint8Array>();
  return {
    contents,
    read(name) {
      const bytes = contents.get(name);
      return bytes === undefined ? Promise.reject(new Error('no such file')) : Promise.resolve(bytes);
    },
    write(files) {
      for (const { name, bytes } of files) contents.set(name, bytes);
      return Promise.resolve();
    },
  };
}
