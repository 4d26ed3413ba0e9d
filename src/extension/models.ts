import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { ModelReference } from '../worker/protocol.ts';
import { modelFolderName } from './model-names.ts';
import { modelSetting, setForWorkspace } from './settings.ts';

/** The name of the model that comes with the extension. */
const BUNDLED = 'irish-folk';

/** A model that can be chosen. */
export interface ModelEntry {
  readonly name: string;
  readonly folder: vscode.Uri;
  /** `bundled` comes with the extension, `trained` was made here, `folder` was named by its path. */
  readonly origin: 'bundled' | 'trained' | 'folder';
}

/** Which models there are and which one is in use. */
export interface Models {
  /** Another model is in use, or its files were written anew. */
  readonly onDidChange: vscode.Event<void>;
  /** The bundled one first, then the trained ones by name. */
  list(): Promise<ModelEntry[]>;
  current(): ModelEntry;
  reference(): ModelReference;
  /** The one that comes with the extension. */
  readonly bundled: ModelEntry;
  /** The one trained under a name, be it there yet or not. */
  trained(name: string): ModelEntry;
  /** Where a run for this name keeps its checkpoints. */
  checkpointFolder(name: string): vscode.Uri;
  /** Puts a model to use in this workspace, also when it is in use and its files are new. */
  use(entry: ModelEntry): Promise<void>;
  /** Deletes a trained model; the bundled one is used where it was. */
  remove(entry: ModelEntry): Promise<void>;
  dispose(): void;
}

export function createModels(context: vscode.ExtensionContext): Models {
  const changed = new vscode.EventEmitter<void>();
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'models');
  const bundled: ModelEntry = {
    name: BUNDLED,
    folder: vscode.Uri.joinPath(context.extensionUri, 'models', BUNDLED),
    origin: 'bundled',
  };
  const revisions = new Map<string, number>();
  const watcher = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('tunewright.model')) changed.fire();
  });

  const trained = (name: string): ModelEntry => {
    const kept = modelFolderName(name);
    return { name: kept, folder: vscode.Uri.joinPath(folder, kept), origin: 'trained' };
  };

  const current = (): ModelEntry => {
    const setting = modelSetting();
    if (setting === '' || setting === BUNDLED) return bundled;
    if (isAbsolute(setting)) return { name: setting, folder: vscode.Uri.file(setting), origin: 'folder' };
    return trained(setting);
  };

  const use = async (entry: ModelEntry): Promise<void> => {
    const { fsPath } = entry.folder;
    revisions.set(fsPath, (revisions.get(fsPath) ?? 0) + 1);
    const before = modelSetting();
    const wanted = entry.origin === 'bundled' ? '' : entry.origin === 'folder' ? fsPath : entry.name;
    if (before === wanted) changed.fire();
    else await setForWorkspace('model', wanted === '' ? undefined : wanted);
  };

  return {
    onDidChange: changed.event,
    current,
    reference: () => {
      const { fsPath } = current().folder;
      return { folder: fsPath, revision: revisions.get(fsPath) ?? 0 };
    },
    list: async () => {
      const names = (await foldersIn(folder)).sort((a, b) => a.localeCompare(b));
      return [bundled, ...names.map(trained)];
    },
    bundled,
    trained,
    checkpointFolder: (name) =>
      vscode.Uri.joinPath(context.globalStorageUri, 'training', modelFolderName(name)),
    use,
    remove: async (entry) => {
      if (entry.origin !== 'trained')
        throw new Error(`“${entry.name}” was not trained here; delete its folder yourself`);
      await vscode.workspace.fs.delete(entry.folder, { recursive: true, useTrash: false });
      if (current().folder.fsPath === entry.folder.fsPath) await use(bundled);
    },
    dispose: () => {
      watcher.dispose();
      changed.dispose();
    },
  };
}

/** Names of the folders in a folder; none where it is not there yet. Hidden ones are half-written models. */
async function foldersIn(folder: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => type === vscode.FileType.Directory && !name.startsWith('.'))
      .map(([name]) => name);
  } catch {
    return [];
  }
}
