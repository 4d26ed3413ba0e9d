import * as vscode from 'vscode';

const CHOICES = [
  { label: '5 minutes', minutes: 5 },
  { label: '15 minutes', minutes: 15 },
  { label: '1 hour', minutes: 60 },
  { label: '8 hours', minutes: 480 },
] as const;

/** Asks for how many minutes there should be no automatic suggestions. */
export async function pickSnooze(): Promise<number | undefined> {
  const choice = await vscode.window.showQuickPick(CHOICES, {
    title: 'Snooze Suggestions',
    placeHolder: 'No suggestions as you type for … (Continue Tune still works)',
  });
  return choice?.minutes;
}
