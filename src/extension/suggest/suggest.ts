import * as vscode from 'vscode';
import { ABC } from '../settings.ts';
import { registerAcceptBar, registerContinueToEnd, registerContinueTune } from './commands.ts';
import { createSuggestionProvider, type SuggestionProvider, type SuggestWorld } from './provider.ts';

export type { SuggestionProvider } from './provider.ts';

/** The feature, and its provider for tests in the editor. */
export interface SuggestFeature {
  readonly provider: SuggestionProvider;
  dispose(): void;
}

/** Registers ghost text and the commands around it. */
export function registerSuggestions(world: SuggestWorld): SuggestFeature {
  const provider = createSuggestionProvider(world);
  const parts = vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider(ABC, provider),
    registerContinueTune(provider),
    registerAcceptBar(provider),
    registerContinueToEnd(world),
    provider,
  );
  return {
    provider,
    dispose: () => {
      parts.dispose();
    },
  };
}
