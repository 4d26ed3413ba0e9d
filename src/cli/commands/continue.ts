import { fileHeaderOf, readBook, tuneAround } from '../../abc/book.ts';
import { lineStarts, offsetAt } from '../../abc/lines.ts';
import type { ContinueRequest } from '../../composer/continue.ts';
import { readTextFile } from '../../node/corpus-files.ts';
import { UserError } from '../../node/user-error.ts';
import type { Command, CommandContext } from '../command.ts';
import { openComposer } from '../open.ts';
import { flag, integer, readArguments, text } from '../options.ts';
import { SAMPLING_OPTIONS, seedOr } from '../sampling-options.ts';

const OPTIONS = {
  ...SAMPLING_OPTIONS,
  at: text(undefined),
  bars: integer({ min: 1, max: 256 }, undefined),
  chars: integer({ min: 1, max: 20_000 }, undefined),
  'to-end': flag,
  candidates: integer({ min: 1, max: 32 }, 1),
};
const DEFAULT_BARS = 4;

/** `continue`: what would be inserted at a place of a file. */
export const continueTune: Command = {
  usage:
    'FILE|- [--at LINE:COLUMN] [--model DIR] [--bars N | --chars N | --to-end] [--candidates K] ' +
    '[--temperature T] [--top-p P] [--seed N] [--unconstrained] [--no-echo] [--json]',
  summary: 'continue the tune at a place of a file (its end, unless said otherwise)',
  run: async (argv, context) => {
    const { values, paths } = readArguments(argv, OPTIONS);
    const length = lengthOf(values.bars, values.chars, values['to-end']);
    const [path, ...others] = paths;
    if (path === undefined || others.length > 0) {
      throw new UserError('continue: name one file, or - for standard input');
    }
    const document = await readDocument(path, context);
    const offset = offsetOf(document, values.at);
    const tune = tuneAround(document, offset) ?? { start: offset, end: offset };
    const composer = await openComposer(values.model, context);
    try {
      const result = await composer.continueTune(
        {
          text: document.slice(tune.start, tune.end),
          offset: offset - tune.start,
          fileHeader: fileHeaderOf(readBook(document)),
          length,
          candidates: values.candidates,
          temperature: values.temperature,
          topP: values['top-p'],
          seed: seedOr(values.seed),
          constrained: !values.unconstrained,
          echo: !values['no-echo'],
        },
        context.signal,
      );
      if (result.kind === 'nothing') throw new UserError(`${path}: ${result.reason}`);
      const { candidates, millis } = result;
      if (values.json) {
        const plain = candidates.map(({ text, logProbability }) => ({ text, logProbability }));
        context.terminal.print(`${JSON.stringify({ candidates: plain, millis })}\n`);
      } else {
        context.terminal.print(`${candidates.map(({ text }) => text.trimEnd()).join('\n\n')}\n`);
      }
      return 0;
    } finally {
      composer.dispose();
    }
  },
};

function lengthOf(
  bars: number | undefined,
  chars: number | undefined,
  toEnd: boolean,
): ContinueRequest['length'] {
  if ([bars !== undefined, chars !== undefined, toEnd].filter(Boolean).length > 1) {
    throw new UserError('continue: give only one of --bars, --chars and --to-end');
  }
  if (toEnd) return { kind: 'end' };
  if (chars !== undefined) return { kind: 'characters', characters: chars };
  return { kind: 'bars', bars: bars ?? DEFAULT_BARS };
}

async function readDocument(path: string, context: CommandContext): Promise<string> {
  return path === '-' ? context.readInput() : (await readTextFile(path)).text;
}

/** The offset of `LINE:COLUMN`, counted from 1; the end of the document where none is given. */
function offsetOf(document: string, at: string | undefined): number {
  if (at === undefined) return document.length;
  const parts = /^(\d+):(\d+)$/.exec(at);
  const [line, column] = [Number(parts?.[1]), Number(parts?.[2])];
  if (!(line >= 1 && column >= 1)) throw new UserError(`--at: ${at} is not LINE:COLUMN, counted from 1`);
  const lines = lineStarts(document);
  const count = lines.starts.length;
  if (line > count) throw new UserError(`--at: there is no line ${line}; the file has ${count}`);
  return offsetAt(lines, { line: line - 1, column: column - 1 });
}
