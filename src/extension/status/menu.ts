import * as vscode from 'vscode';
import type { ActivityBoard } from '../activity.ts';
import type { Models } from '../models.ts';
import { changeSetting, suggestSettings } from '../settings.ts';

interface MenuWorld {
  readonly models: Models;
  readonly activity: ActivityBoard;
}

interface MenuItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

const TEMPERATURES = [
  { value: 0.3, description: 'sticks to the likeliest' },
  { value: 0.5, description: 'careful' },
  { value: 0.7, description: 'balanced' },
  { value: 0.9, description: 'free' },
  { value: 1.1, description: 'bold' },
  { value: 1.4, description: 'wild' },
] as const;
const BARS = [1, 2, 4, 8] as const;

/** The menu behind the status bar item. */
export async function showMenu(world: MenuWorld): Promise<void> {
  const picked = await vscode.window.showQuickPick(menuItems(world), { title: 'Tunewright' });
  if (picked?.run === undefined) return;
  // Else the status bar item keeps the focus, and its tooltip stands over the notifications.
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await picked.run();
}

function menuItems({ models, activity }: MenuWorld): MenuItem[] {
  const { enabled, temperature, bars } = suggestSettings(vscode.window.activeTextEditor?.document);
  const snoozed = Date.now() < activity.current().snoozedUntil;
  const command = (id: string) => () => vscode.commands.executeCommand(`tunewright.${id}`);
  const wake = (): void => {
    activity.update({ snoozedUntil: 0 });
  };
  return [
    enabled
      ? { label: '$(circle-slash) Turn Suggestions Off', run: command('toggleSuggestions') }
      : { label: '$(check) Turn Suggestions On', run: command('toggleSuggestions') },
    ...(snoozed ? [{ label: '$(bell) End the Snooze', run: wake }] : []),
    ...(enabled && !snoozed ? [{ label: '$(bell-slash) Snooze Suggestions…', run: command('snooze') }] : []),
    { label: '$(flame) Temperature…', description: String(temperature), run: pickTemperature },
    { label: '$(list-ordered) Bars per Suggestion…', description: String(bars), run: pickBars },
    { label: '$(library) Model…', description: models.current().name, run: command('selectModel') },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(sparkle) Continue Tune', run: command('continueTune') },
    { label: '$(layers) Compare Candidates', run: command('compareCandidates') },
    { label: '$(eye) Toggle Surprise View', run: command('toggleSurprise') },
    { label: '$(new-file) Compose New Tune…', run: command('composeNewTune') },
    { label: '$(mortar-board) Train on Workspace .abc Files…', run: command('trainOnWorkspace') },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(output) Show Log', run: command('showLog') },
    { label: '$(gear) Settings', run: openSettings },
  ];
}

async function pickTemperature(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const now = suggestSettings(document).temperature;
  const choice = await vscode.window.showQuickPick(
    TEMPERATURES.map(({ value, description }) => ({
      label: value === now ? `$(check) ${value}` : String(value),
      description,
      value,
    })),
    { title: 'Temperature', placeHolder: 'How adventurous suggestions are' },
  );
  if (choice !== undefined) await changeSetting('suggest.temperature', choice.value, document);
}

async function pickBars(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const now = suggestSettings(document).bars;
  const choice = await vscode.window.showQuickPick(
    BARS.map((value) => ({
      label: `${value === now ? '$(check) ' : ''}${value} ${value === 1 ? 'bar' : 'bars'}`,
      value,
    })),
    { title: 'Bars per Suggestion' },
  );
  if (choice !== undefined) await changeSetting('suggest.bars', choice.value, document);
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:tunewright.tunewright');
}
