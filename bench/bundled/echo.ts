/**
 * Prints how bars echo earlier ones in the tunes of a file, as src/model/default-echo.ts has it:
 * `node bench/bundled/run.mjs echo DATA_DIR`, where DATA_DIR holds train.abc.
 */
import { join } from 'node:path';
import { readArguments } from '../../src/cli/options.ts';
import { UserError } from '../../src/node/user-error.ts';
import { BLANK_ECHO, estimateEcho } from '../../src/training/echo.ts';
import { tunesIn } from './human.ts';

async function main(argv: readonly string[]): Promise<void> {
  const [data] = readArguments(argv, {}).paths;
  if (data === undefined) throw new UserError('usage: node bench/bundled/run.mjs echo DATA_DIR');
  const tunes = await tunesIn(join(data, 'train.abc'));
  const table = estimateEcho(
    tunes.map(({ text }) => text),
    BLANK_ECHO,
  );
  console.log(JSON.stringify(table));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
