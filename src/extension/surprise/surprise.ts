import * as vscode from 'vscode';
import { registerSurpriseActions } from './actions.ts';
import { registerSurpriseHover } from './hover.ts';
import { registerReplace } from './replace.ts';
import { registerSurpriseStatus } from './status.ts';
import { SurpriseView, type SurpriseWorld } from './view.ts';

/** The feature, and what it shows for tests in the editor. */
export interface SurpriseFeature {
  readonly view: SurpriseView;
  dispose(): void;
}

/** Registers the surprise view: notes shaded by how unlikely the model finds them, likelier ones on hover. */
export function registerSurprise(world: SurpriseWorld): SurpriseFeature {
  const view = new SurpriseView(world);
  const parts = vscode.Disposable.from(
    view,
    vscode.commands.registerCommand('tunewright.toggleSurprise', () => view.toggle()),
    registerSurpriseHover(view, world),
    registerSurpriseActions(view, world),
    registerReplace(),
    registerSurpriseStatus(view),
  );
  return {
    view,
    dispose: () => {
      parts.dispose();
    },
  };
}
