import { evaluate } from '../../training/evaluate.ts';
import type { Command } from '../command.ts';
import { openEngine, openModel } from '../open.ts';
import { flag, readArguments, text } from '../options.ts';
import { pause } from '../pause.ts';
import { canonicalTunesIn } from '../tunes.ts';

/** `evaluate`: how well a model foresees tunes it has not seen. */
export const evaluateModel: Command = {
  usage: 'FILE… [--model DIR] [--json]',
  summary: 'bits per character and accuracy of a model over whole tunes',
  run: async (argv, context) => {
    const { values, paths } = readArguments(argv, { model: text(undefined), json: flag });
    const tunes = await canonicalTunesIn(paths);
    const model = await openModel(values.model, context);
    const engine = await openEngine('auto', undefined, context);
    try {
      const result = await evaluate(model, tunes, { engine, signal: context.signal, pause });
      if (values.json) context.terminal.print(`${JSON.stringify(result)}\n`);
      else {
        const share = (part: number): string => `${(100 * part).toFixed(1)} %`;
        context.terminal.print(
          `${result.tunes} tunes, ${result.characters} characters: ` +
            `${result.bitsPerCharacter.toFixed(4)} bits per character ` +
            `(${result.musicBitsPerCharacter.toFixed(4)} over ${result.musicCharacters} of music), ` +
            `likeliest right ${share(result.top1)}, among the five likeliest ${share(result.top5)}\n`,
        );
      }
      return 0;
    } finally {
      engine.dispose();
    }
  },
};
