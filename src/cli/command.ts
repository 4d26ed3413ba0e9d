import type { Terminal } from './terminal.ts';

/** What a command may use of the world. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** The folder the program lies in, with its kernels; models lie beside it. */
  readonly programFolder: string;
  /** Everything on standard input. */
  readonly readInput: () => Promise<string>;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Gives the exit code. Throws a UserError for what the user can mend. */
  run(argv: readonly string[], context: CommandContext): Promise<number>;
}
