import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBook, type Tune, tunesOf } from '../../src/abc/book.ts';

/** The tunes of every .abc file in a folder, with the file each comes from. */
export function tunesIn(folder: string): { file: string; tune: Tune }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.abc'));
  return files
    .sort()
    .flatMap((file) =>
      tunesOf(readBook(readFileSync(join(folder, file), 'utf8'))).map((tune) => ({ file, tune })),
    );
}

/** The folder named on the command line; ends the program with a message where there is none. */
export function folderArgument(usage: string): string {
  const folder = process.argv[2];
  if (folder !== undefined) return folder;
  console.error(`usage: ${usage}`);
  return process.exit(2);
}
