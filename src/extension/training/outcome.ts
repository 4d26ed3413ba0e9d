import * as vscode from 'vscode';
import type { TrainResult } from '../../worker/protocol.ts';
import { formatDuration } from './estimate.ts';

/** Says how a run went, and what can be done with the new model. */
export async function tellResult(name: string, { bitsPerCharacter, seconds }: TrainResult): Promise<void> {
  const quality =
    bitsPerCharacter === null ? '' : `, ${bitsPerCharacter.toFixed(2)} bits per character on unseen tunes`;
  const choice = await vscode.window.showInformationMessage(
    `“${name}” has learnt your tunes in ${formatDuration(seconds)}${quality}. It continues tunes in this workspace from now on.`,
    'Select Model…',
  );
  if (choice !== undefined) await vscode.commands.executeCommand('tunewright.selectModel');
}

/** After a cancelled run: nothing is lost. */
export async function offerResume(name: string): Promise<void> {
  const choice = await vscode.window.showInformationMessage(
    `Training “${name}” was cancelled. The model in use is unchanged, and what was learnt is kept to go on from.`,
    'Resume',
  );
  if (choice !== undefined)
    await vscode.commands.executeCommand('tunewright.trainOnWorkspace', { resume: true });
}

/** Where there is no folder to train on. */
export async function offerFolder(): Promise<void> {
  const choice = await vscode.window.showInformationMessage(
    'Training reads the .abc files of the folder that is open. Open the folder with your tunes first.',
    'Open Folder…',
  );
  if (choice !== undefined) await vscode.commands.executeCommand('workbench.action.files.openFolder');
}
