import type * as vscode from 'vscode';
import { createActivityBoard } from './activity.ts';
import { createBooks } from './books.ts';
import { registerCandidates } from './candidates/candidates.ts';
import { registerCompletion } from './completion/completion.ts';
import { registerCompose } from './compose/compose.ts';
import { createComposer } from './composer.ts';
import { registerDiagnostics } from './diagnostics/diagnostics.ts';
import { registerRepairs } from './diagnostics/repair-actions.ts';
import { registerFold } from './fold/fold.ts';
import { registerFormat } from './format/format.ts';
import { registerHighlight } from './highlight/highlight.ts';
import { registerHover } from './hover/hover.ts';
import { registerInlay } from './inlay/inlay.ts';
import { registerLinks } from './links/links.ts';
import { createLog, registerLog } from './log.ts';
import { registerModelChoice } from './model-choice/model-choice.ts';
import { createModels } from './models.ts';
import { registerNewTune } from './new-tune/new-tune.ts';
import { registerOutline } from './outline/outline.ts';
import { registerPreview } from './preview/preview.ts';
import { registerReferences } from './references/references.ts';
import { registerRename } from './rename/rename.ts';
import { registerReplaceBars } from './replace-bars/replace-bars.ts';
import { registerSelection } from './selection/selection.ts';
import { registerStatus } from './status/status.ts';
import { registerSuggestions, type SuggestionProvider } from './suggest/suggest.ts';
import { registerSurprise, type SurpriseFeature } from './surprise/surprise.ts';
import { registerSymbols } from './symbols/symbols.ts';
import { registerTraining } from './training/training.ts';
import { registerTransforms } from './transforms/transforms.ts';

/** What other extensions, and tests in the editor, get of this one. */
export interface Tunewright {
  readonly provider: SuggestionProvider;
  readonly surprise: SurpriseFeature['view'];
}

let close: (() => Promise<void>) | undefined;

/** Starts the extension: what its features share, then the features, which know nothing of each other. */
export function activate(context: vscode.ExtensionContext): Tunewright {
  const log = createLog();
  const activity = createActivityBoard();
  const models = createModels(context);
  const books = createBooks();
  const composer = createComposer(context, models, activity, log);
  const suggestions = registerSuggestions({ composer, models, activity, log });
  const surprise = registerSurprise({ composer, models, books, log, memory: context.workspaceState });
  context.subscriptions.push(
    log,
    activity,
    models,
    books,
    registerLog(log),
    suggestions,
    surprise,
    registerNewTune(),
    registerCompose({ composer, log }),
    registerCandidates({ extensionUri: context.extensionUri, composer, log }),
    registerReplaceBars({ composer, log }),
    registerTraining({ context, models, activity, log }),
    registerModelChoice({ models, log }),
    registerOutline({ books, log }),
    registerDiagnostics({ books, log }),
    registerRepairs({ books, composer, log }),
    registerInlay({ books, log }),
    registerTransforms({ books, log }),
    registerSymbols({ books, log }),
    registerFormat({ books, log }),
    registerFold({ books, log }),
    registerCompletion({ books, log }),
    registerHover({ books, log }),
    registerSelection({ books, log }),
    registerLinks({ books, log }),
    registerRename({ books }),
    registerReferences({ books, log }),
    registerHighlight({ books, log }),
    registerPreview(context, log),
    models.onDidChange(() => void composer.warmUp()),
    registerStatus({ models, activity }),
  );
  void composer.warmUp();
  close = () => composer.close();
  log.info(`Tunewright ${versionOf(context)} is active.`);
  return { provider: suggestions.provider, surprise: surprise.view };
}

/** Ends the worker; the editor disposes of the rest. */
export async function deactivate(): Promise<void> {
  await close?.();
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  const manifest: unknown = extension.packageJSON;
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known && typeof manifest.version === 'string' ? manifest.version : '';
}
