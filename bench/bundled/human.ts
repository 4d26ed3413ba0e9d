import { corpusOf, type CorpusTune } from '../../src/abc/canonical/corpus.ts';
import { readCorpusFiles } from '../../src/node/corpus-files.ts';
import { UserError } from '../../src/node/user-error.ts';

/** Meters that whole tunes are composed in. */
export const METERS = ['6/8', '4/4', '2/2', '2/4', '3/4', '9/8'] as const;
export type TuneMeter = (typeof METERS)[number];

/** The tunes of a file or folder. A UserError where there is none. */
export async function tunesIn(path: string): Promise<CorpusTune[]> {
  const files = await readCorpusFiles([path]);
  const tunes = files.flatMap(({ text }) => corpusOf(text));
  if (tunes.length === 0) throw new UserError(`${path}: no tune found; name a folder of .abc files`);
  return tunes;
}

/** A line of a canonical header; undefined where there is none. */
export function fieldOf(canonical: string, letter: 'R' | 'M' | 'K'): string | undefined {
  return new RegExp(`^${letter}:(.*)$`, 'm').exec(canonical)?.[1];
}

/** The canonical tunes in one meter. */
export function inMeter(tunes: readonly CorpusTune[], meter: TuneMeter): string[] {
  return tunes.map(({ text }) => text).filter((text) => fieldOf(text, 'M') === meter);
}
