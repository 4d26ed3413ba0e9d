import * as vscode from 'vscode';
import { showFailure, type Log } from '../log.ts';
import type { ModelEntry, Models } from '../models.ts';
import { describeCard } from './card.ts';

interface ChoiceWorld {
  readonly models: Models;
  readonly log: Log;
}

interface ModelItem extends vscode.QuickPickItem {
  /** Absent for the item that asks for a folder. */
  readonly entry?: ModelEntry;
}

const DELETE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: 'Delete this model',
};

/** Registers "Select Model": which model continues tunes here, and deleting trained ones. */
export function registerModelChoice(world: ChoiceWorld): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.selectModel', async () => {
    try {
      const item = await pickModel(world);
      if (item === undefined) return;
      const entry = item.entry ?? (await browse());
      if (entry !== undefined) await world.models.use(entry);
    } catch (error) {
      showFailure(world.log, 'The model could not be selected', error);
    }
  });
}

async function pickModel(world: ChoiceWorld): Promise<ModelItem | undefined> {
  const picker = vscode.window.createQuickPick<ModelItem>();
  picker.title = 'Select Model';
  picker.placeholder = 'The model that continues tunes in this workspace';
  picker.matchOnDescription = true;
  picker.busy = true;
  const fill = async (): Promise<void> => {
    picker.items = await itemsOf(world.models);
    picker.busy = false;
  };
  const filled = fill();
  picker.onDidTriggerItemButton(async ({ item }) => {
    if (item.entry !== undefined && (await confirmedDelete(item.entry, world))) await fill();
  });
  const picked = await new Promise<ModelItem | undefined>((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
  });
  await filled;
  picker.dispose();
  return picked;
}

async function itemsOf(models: Models): Promise<ModelItem[]> {
  const inUse = models.current().folder.toString();
  const entries = await models.list();
  const items = await Promise.all(
    entries.map(async (entry): Promise<ModelItem> => {
      const used = entry.folder.toString() === inUse;
      return {
        label: `${used ? '$(check) ' : ''}${entry.name}`,
        description: entry.origin === 'bundled' ? 'comes with Tunewright' : 'trained here',
        detail: await detailOf(entry),
        entry,
        ...(entry.origin === 'trained' && { buttons: [DELETE] }),
      };
    }),
  );
  return [
    ...items,
    { label: '$(folder) Another Model Folder…', description: 'with model.json and tunewright.json' },
  ];
}

async function detailOf({ folder }: ModelEntry): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'tunewright.json'));
    return describeCard(new TextDecoder().decode(bytes));
  } catch {
    return 'Its tunewright.json cannot be read: train it again, or delete it.';
  }
}

async function confirmedDelete(entry: ModelEntry, { models, log }: ChoiceWorld): Promise<boolean> {
  const choice = await vscode.window.showWarningMessage(
    `Delete the model “${entry.name}”?`,
    { modal: true, detail: 'It cannot be brought back, but it can be trained again.' },
    'Delete',
  );
  if (choice !== 'Delete') return false;
  try {
    await models.remove(entry);
    return true;
  } catch (error) {
    showFailure(log, `“${entry.name}” could not be deleted`, error);
    return false;
  }
}

async function browse(): Promise<ModelEntry | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Model Folder',
      openLabel: 'Use This Model',
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  if (folder === undefined) return undefined;
  return { name: folder.fsPath, folder, origin: 'folder' };
}
