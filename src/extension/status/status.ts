import * as vscode from 'vscode';
import type { ActivityBoard } from '../activity.ts';
import { isAbc } from '../documents.ts';
import type { Models } from '../models.ts';
import { changeSetting, suggestSettings } from '../settings.ts';
import { statusLabel } from './label.ts';
import { showMenu } from './menu.ts';
import { pickSnooze } from './snooze.ts';

export interface StatusWorld {
  readonly models: Models;
  readonly activity: ActivityBoard;
}

/** Milliseconds between two redrawings while nothing happens, so that a snooze is seen to run out. */
const REDRAW_EVERY = 15_000;

/** Registers the status bar item, its menu, and switching suggestions on, off and to sleep. */
export function registerStatus(world: StatusWorld): vscode.Disposable {
  const { models, activity } = world;
  const item = vscode.window.createStatusBarItem('tunewright.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Tunewright';
  item.command = 'tunewright.statusMenu';
  const draw = (): void => {
    drawItem(item, world);
  };
  const timer = setInterval(draw, REDRAW_EVERY);
  draw();

  return vscode.Disposable.from(
    item,
    activity.onDidChange(draw),
    models.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
    vscode.window.onDidChangeVisibleTextEditors(draw),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('tunewright')) draw();
    }),
    vscode.commands.registerCommand('tunewright.statusMenu', () => showMenu(world)),
    vscode.commands.registerCommand('tunewright.toggleSuggestions', toggleSuggestions),
    vscode.commands.registerCommand('tunewright.snooze', async (minutes?: unknown) => {
      const chosen = typeof minutes === 'number' ? minutes : await pickSnooze();
      if (chosen !== undefined) activity.update({ snoozedUntil: Date.now() + 60_000 * chosen });
    }),
    {
      dispose: () => {
        clearInterval(timer);
      },
    },
  );
}

function drawItem(item: vscode.StatusBarItem, { models, activity }: StatusWorld): void {
  const document = abcDocument();
  const state = activity.current();
  if (document === undefined && state.training === undefined) {
    item.hide();
    return;
  }
  const label = statusLabel({
    activity: state,
    enabled: suggestSettings(document).enabled,
    model: models.current().name,
    now: Date.now(),
  });
  item.text = label.text;
  item.tooltip = label.tooltip;
  item.accessibilityInformation = { label: label.spoken, role: 'button' };
  item.backgroundColor = label.warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  item.show();
}

async function toggleSuggestions(): Promise<void> {
  const document = abcDocument();
  const { enabled } = suggestSettings(document);
  await changeSetting('suggest.enabled', !enabled, document);
}

/** A document that suggestions are for: the one being edited, or else one that is to be seen. */
function abcDocument(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const documents = [activeTextEditor?.document, ...visibleTextEditors.map(({ document }) => document)];
  return documents.find(isAbc);
}
