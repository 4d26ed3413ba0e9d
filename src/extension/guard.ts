import { logFailure, type Log } from './log.ts';

/**
 * Work for the editor that never throws: what goes wrong is logged, and the editor is told that there is nothing.
 * `what` starts the line in the log: `The hover failed`.
 */
export function guarded<Args extends readonly unknown[], Result>(
  log: Log,
  what: string,
  work: (...args: Args) => Result,
): (...args: Args) => Result | undefined {
  return (...args) => {
    try {
      return work(...args);
    } catch (error) {
      logFailure(log, what, error);
      return undefined;
    }
  };
}

/** As `guarded`, for work that takes its time. */
export function guardedAsync<Args extends readonly unknown[], Result>(
  log: Log,
  what: string,
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result | undefined> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      logFailure(log, what, error);
      return undefined;
    }
  };
}
