#!/usr/bin/env node
import { text as readAll } from 'node:stream/consumers';
import { ComposerError } from '../composer/error.ts';
import { EngineError } from '../engine/engine.ts';
import { ModelError } from '../model/folder.ts';
import { UserError } from '../node/user-error.ts';
import { CheckpointError } from '../training/checkpoint.ts';
import { TrainingError } from '../training/plan.ts';
import type { Command } from './command.ts';
import { check } from './commands/check.ts';
import { compose } from './commands/compose.ts';
import { continueTune } from './commands/continue.ts';
import { corpus } from './commands/corpus.ts';
import { evaluateModel } from './commands/evaluate.ts';
import { trainModel } from './commands/train.ts';
import { processTerminal } from './terminal.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['continue', continueTune],
  ['compose', compose],
  ['train', trainModel],
  ['corpus', corpus],
  ['evaluate', evaluateModel],
  ['check', check],
]);

const FAULT = 1;
const BAD_INPUT = 2;
const INTERRUPTED = 130;

function help(): string {
  const lines = [...COMMANDS].map(([name, { usage, summary }]) => `  ${name} ${usage}\n      ${summary}`);
  return `tunewright: compose in ABC notation with a character LSTM\n\n${lines.join('\n')}\n`;
}

async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal(process.stdout, process.stderr, () => performance.now());
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || rest.includes('--help') || name === '--help') {
    terminal.print(help());
    return name === undefined ? BAD_INPUT : 0;
  }
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  try {
    const command = COMMANDS.get(name);
    if (!command) throw new UserError(`unknown command ${name}; tunewright --help lists what there is`);
    return await command.run(rest, {
      terminal,
      signal: interrupt.signal,
      programFolder: __dirname,
      readInput: () => readAll(process.stdin),
    });
  } catch (error) {
    terminal.endProgress();
    if (interrupt.signal.aborted) return INTERRUPTED;
    if (isExpected(error)) {
      terminal.note(`tunewright: ${error.message}`);
      return BAD_INPUT;
    }
    // Left to Node, it would come with a line of the bundled program, which is all of it.
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.note(`tunewright: this is a mistake of Tunewright's, not yours. Please report it:\n${detail}`);
    return FAULT;
  }
}

function isExpected(error: unknown): error is Error {
  return [UserError, ModelError, EngineError, ComposerError, TrainingError, CheckpointError].some(
    (kind) => error instanceof kind,
  );
}

// A reader that stops early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
