import * as vscode from 'vscode';
import { CallError } from '../worker/client.ts';

export type Log = vscode.LogOutputChannel;

/** The log channel, and the command that shows it. */
export function createLog(): Log {
  return vscode.window.createOutputChannel('Tunewright', { log: true });
}

/** Registers "Show Log". */
export function registerLog(log: Log): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.showLog', () => {
    log.show();
  });
}

/** Whether an error only says that something was asked to stop. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof CallError) return error.reason === 'cancelled' || error.reason === 'closed';
  return error instanceof vscode.CancellationError;
}

/** Writes an error to the log with all that is known of it. */
export function logFailure(log: Log, what: string, error: unknown): void {
  if (isCancellation(error)) return;
  log.error(`${what}: ${messageOf(error)}`);
  const detail = error instanceof CallError ? error.detail : error instanceof Error ? error.stack : undefined;
  if (detail !== undefined) log.debug(detail);
}

/** Logs an error and tells the person, with the log, and perhaps a remedy, one click away. Cancellations are no errors. */
export function showFailure(log: Log, what: string, error: unknown, remedy?: vscode.Command): void {
  if (isCancellation(error)) return;
  logFailure(log, what, error);
  const report =
    error instanceof CallError && error.reason === 'bug' ? ' Please report it with the log.' : '';
  void offer(`${what}: ${messageOf(error)}${report}`, remedy);
}

async function offer(message: string, remedy: vscode.Command | undefined): Promise<void> {
  const commands = [
    ...(remedy === undefined ? [] : [remedy]),
    { title: 'Show Log', command: 'tunewright.showLog' },
  ];
  const choice = await vscode.window.showErrorMessage(message, ...commands.map(({ title }) => title));
  const chosen = commands.find(({ title }) => title === choice);
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
