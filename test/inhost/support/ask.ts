import * as vscode from 'vscode';
import { until } from './wait.ts';

/** Asks the editor's own command for what providers give, until they give something. */
export async function ask<T>(command: string, ...args: unknown[]): Promise<T[]> {
  return until(command, async () => {
    const found = await vscode.commands.executeCommand<T[] | undefined>(command, ...args);
    return found !== undefined && found.length > 0 ? found : undefined;
  });
}
