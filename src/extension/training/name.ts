import { modelFolderName } from '../model-names.ts';

/** Which workspace each trained model is of, by the model's name. */
export type Owners = Readonly<Record<string, string>>;

/**
 * The name of a workspace's own model: that of the workspace, with a number behind it where a model of another
 * workspace has that name, so that to train here never replaces what was trained there. `identity` tells
 * workspaces apart.
 */
export function modelNameFor(workspace: string, identity: string, owners: Owners): string {
  const base = modelFolderName(workspace);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : modelFolderName(`${base.slice(0, 50)} ${number}`);
    if (!Object.hasOwn(owners, name) || owners[name] === identity) return name;
  }
}
