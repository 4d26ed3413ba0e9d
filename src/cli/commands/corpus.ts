import { transpositionsOf } from '../../training/augment.ts';
import { flag, readArguments } from '../options.ts';
import type { Command } from '../command.ts';
import { canonicalTunesIn } from '../tunes.ts';

/** `corpus`: the canonical text that training sees. */
export const corpus: Command = {
  usage: 'PATH… [--augment]',
  summary: 'print the canonical text that training sees, tune by tune, a blank line between',
  run: async (argv, { terminal }) => {
    const { values, paths } = readArguments(argv, { augment: flag });
    const tunes = await canonicalTunesIn(paths);
    const texts = values.augment ? tunes.flatMap((tune) => [tune, ...transpositionsOf(tune)]) : tunes;
    terminal.print(texts.join('\n'));
    return 0;
  },
};
