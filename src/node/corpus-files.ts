import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { explainFileError, UserError } from './user-error.ts';

const ABC = new Set(['.abc', '.abh']);
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test']);

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Reads one file of text: UTF-8, or Latin-1 where it is not valid UTF-8. Refuses binary files. */
export async function readTextFile(path: string): Promise<TextFile> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
  if (bytes.subarray(0, 8192).includes(0)) {
    throw new UserError(`${path}: this is a binary file; give a text file in ABC notation`);
  }
  return { path, text: decodeText(bytes) };
}

/** UTF-8 without its byte order mark; old tunebooks that are not UTF-8 are read as Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Files as named, and all .abc and .abh files below folders as named, in a stable order. */
export async function readCorpusFiles(paths: readonly string[]): Promise<TextFile[]> {
  const files: TextFile[] = [];
  for (const path of paths) {
    const info = await stat(path).catch((error: unknown) => {
      throw explainFileError(error, path);
    });
    if (info.isDirectory()) {
      const found = await abcFilesBelow(path);
      if (found.length === 0) throw new UserError(`${path}: no .abc file in this folder; name another`);
      for (const file of found) files.push(await readTextFile(file));
    } else {
      files.push(await readTextFile(path));
    }
  }
  return files;
}

async function abcFilesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw explainFileError(error, folder);
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) found.push(...(await abcFilesBelow(path)));
    else if (entry.isFile() && ABC.has(extname(entry.name).toLowerCase())) found.push(path);
  }
  return found;
}
