import { corpusOf } from '../abc/canonical/corpus.ts';
import { readCorpusFiles } from '../node/corpus-files.ts';
import { UserError } from '../node/user-error.ts';

/** All tunes of files and folders in canonical form. A UserError where there is none. */
export async function canonicalTunesIn(paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) throw new UserError('name at least one .abc file or folder of them');
  const files = await readCorpusFiles(paths);
  const tunes = files.flatMap(({ text }) => corpusOf(text).map((found) => found.text));
  if (tunes.length === 0) {
    throw new UserError(
      `${paths.join(', ')}: no tune found; a tune starts with X:, has a K: line and then music`,
    );
  }
  return tunes;
}
