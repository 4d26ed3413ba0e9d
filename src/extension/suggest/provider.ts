import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ActivityBoard } from '../activity.ts';
import { withSignal } from '../cancellation.ts';
import type { Composer } from '../composer.ts';
import { tuneAtPosition } from '../documents.ts';
import { isCancellation, logFailure, showFailure, type Log } from '../log.ts';
import type { Models } from '../models.ts';
import { suggestSettings } from '../settings.ts';
import { isEndOfLine } from './habits.ts';
import { createSuggester, type Question, type Suggester, type Suggestions } from './suggester.ts';

/** What suggestions are made with. */
export interface SuggestWorld {
  readonly composer: Composer;
  readonly models: Models;
  readonly activity: ActivityBoard;
  readonly log: Log;
}

/** Ghost text that continues the tune at the cursor. */
export interface SuggestionProvider extends vscode.InlineCompletionItemProvider {
  provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]>;
  /** What is left of the texts offered last, at a place behind which they were offered; else nothing. */
  offeredAt(document: vscode.TextDocument, position: vscode.Position): readonly string[];
  /** From now on the same place gets other suggestions. */
  another(): void;
  /** The next question by command is answered with the rest of what was shown, not with several candidates. */
  goOn(): void;
  dispose(): void;
}

interface Offer {
  readonly uri: string;
  readonly before: string;
  readonly texts: readonly string[];
}

export function createSuggestionProvider(world: SuggestWorld): SuggestionProvider {
  const suggester = suggesterOf(world);
  const modelsChanged = world.models.onDidChange(() => {
    suggester.clear();
  });
  let offered: Offer | undefined;
  let goingOn = false;

  return {
    provideInlineCompletionItems: async (document, position, context, token) => {
      const trigger = triggerOf(context, goingOn);
      goingOn = false;
      const question = questionAt(document, position, trigger, world);
      if (question === undefined) return [];
      const { version } = document;
      const { texts, reason } = await suggestionsFor(question, suggester, token, world.log);
      if (token.isCancellationRequested || document.version !== version) return [];
      if (reason !== undefined && question.invoked) {
        vscode.window.setStatusBarMessage(`Tunewright: nothing to suggest: ${reason}`, 5000);
      }
      offered = { uri: document.uri.toString(), before: question.before, texts };
      return texts.map((text) => itemOf(text, position));
    },
    offeredAt: (document, position) => {
      const { before } = tuneAtPosition(document, position);
      return offered?.uri === document.uri.toString() ? restOf(offered, before) : [];
    },
    another: () => {
      suggester.another();
    },
    goOn: () => {
      goingOn = true;
    },
    dispose: () => {
      suggester.dispose();
      modelsChanged.dispose();
    },
  };
}

/** What a request comes from; `rest` asks for what is left of a suggestion accepted in part. */
type Trigger = 'typing' | 'command' | 'rest' | 'none';

function triggerOf(context: vscode.InlineCompletionContext, goingOn: boolean): Trigger {
  // A list of completions is open, and its entry is shown as ghost text: that is not ours to extend.
  if (context.selectedCompletionInfo !== undefined) return 'none';
  if (context.triggerKind === vscode.InlineCompletionTriggerKind.Automatic) return 'typing';
  return goingOn ? 'rest' : 'command';
}

/** The question an editor's request comes to; undefined where nothing is to be suggested. */
function questionAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  trigger: Trigger,
  { models, activity }: SuggestWorld,
): Question | undefined {
  const settings = suggestSettings(document);
  const asleep = !settings.enabled || Date.now() < activity.current().snoozedUntil;
  if (trigger === 'none' || (trigger === 'typing' && asleep)) return undefined;
  if (!isEndOfLine(document.lineAt(position.line).text, position.character)) return undefined;
  const { before, after, fileHeader } = tuneAtPosition(document, position);
  const { folder, revision } = models.reference();
  return {
    before,
    after,
    fileHeader,
    settings,
    model: `${folder} ${revision}`,
    invoked: trigger === 'command',
  };
}

/** The answer, or none where it was cancelled or failed; a failure is shown to who asked for it by a command. */
async function suggestionsFor(
  question: Question,
  suggester: Suggester,
  token: vscode.CancellationToken,
  log: Log,
): Promise<Suggestions> {
  try {
    const suggestions = await withSignal(token, (signal) => suggester.suggest(question, signal));
    if (suggestions.reason !== undefined) log.debug(`No suggestion: ${suggestions.reason}`);
    return suggestions;
  } catch (error) {
    if (token.isCancellationRequested || isCancellation(error) || isAbort(error)) return { texts: [] };
    if (question.invoked) showFailure(log, 'The tune could not be continued', error);
    else logFailure(log, 'No suggestion', error);
    return { texts: [] };
  }
}

function suggesterOf({ composer, log }: SuggestWorld): Suggester {
  return createSuggester({
    ask: (request, signal, quiet) => composer.continueTune(request, signal, { quiet }),
    sleep: (millis, signal) => sleep(millis, undefined, { signal, ref: false }),
    now: () => Date.now(),
    report: (error) => {
      logFailure(log, 'The suggestion after this one could not be computed ahead', error);
    },
  });
}

function itemOf(text: string, position: vscode.Position): vscode.InlineCompletionItem {
  return new vscode.InlineCompletionItem(text, new vscode.Range(position, position));
}

function restOf({ before, texts }: Offer, now: string): string[] {
  if (!now.startsWith(before)) return [];
  const typed = now.slice(before.length);
  return texts.filter((text) => text.startsWith(typed)).map((text) => text.slice(typed.length));
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
