import type { Command } from '../command.ts';
import { openComposer } from '../open.ts';
import { integer, readArguments, text } from '../options.ts';
import { SAMPLING_OPTIONS, seedOr } from '../sampling-options.ts';

const OPTIONS = {
  ...SAMPLING_OPTIONS,
  rhythm: text(undefined),
  meter: text('6/8'),
  unit: text(undefined),
  key: text('G'),
  title: text(undefined),
  count: integer({ min: 1, max: 10_000 }, 1),
};

/** `compose`: whole new tunes, each a complete ABC record. */
export const compose: Command = {
  usage:
    '[--rhythm jig] [--meter 6/8] [--unit 1/8] [--key Edor] [--title …] [--count N] [--model DIR] ' +
    '[--temperature T] [--top-p P] [--seed N] [--unconstrained] [--no-echo] [--json]',
  summary: 'compose whole new tunes',
  run: async (argv, context) => {
    const { values } = readArguments(argv, OPTIONS);
    const composer = await openComposer(values.model, context);
    try {
      const { tunes } = await composer.compose(
        {
          ...(values.rhythm === undefined ? {} : { rhythm: values.rhythm }),
          meter: values.meter,
          ...(values.unit === undefined ? {} : { unit: values.unit }),
          key: values.key,
          ...(values.title === undefined ? {} : { title: values.title }),
          seed: seedOr(values.seed),
          temperature: values.temperature,
          topP: values['top-p'],
          constrained: !values.unconstrained,
          echo: !values['no-echo'],
          count: values.count,
        },
        context.signal,
      );
      const text = values.json ? JSON.stringify({ tunes }) : tunes.map((tune) => tune.trimEnd()).join('\n\n');
      context.terminal.print(`${text}\n`);
      return 0;
    } finally {
      composer.dispose();
    }
  },
};
