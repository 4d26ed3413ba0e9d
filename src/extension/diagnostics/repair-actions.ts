import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { fileHeaderOf, tuneAt } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { withSignal } from '../cancellation.ts';
import type { Composer } from '../composer.ts';
import { guardedAsync } from '../guard.ts';
import { logFailure, type Log } from '../log.ts';
import { ABC } from '../settings.ts';
import { createRepairAnswers, repairTitle, type Repair, type RepairAnswers } from './repair-answers.ts';

interface RepairsWorld {
  readonly books: Books;
  readonly composer: Pick<Composer, 'repairBar'>;
  readonly log: Log;
}

/** Milliseconds that the other quick fixes wait for the composer's. */
const PATIENCE = 1500;
/** Longer tunes are not sent to the worker. */
const LONGEST = 20_000;
const BAR_CODES: ReadonlySet<unknown> = new Set(['bar-short', 'bar-long']);

/** Registers the composer's repairs of bars among the quick fixes. */
export function registerRepairs({ books, composer, log }: RepairsWorld): vscode.Disposable {
  const answers = createRepairAnswers({
    ask: (question, signal) => composer.repairBar(question, signal),
    patience: () => sleep(PATIENCE, undefined, { ref: false }),
    failed: (error) => {
      logFailure(log, 'The composer could not repair a bar', error);
    },
  });
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: guardedAsync(
      log,
      'The repairs of a bar could not be shown',
      async (
        document: vscode.TextDocument,
        _: vscode.Range,
        { diagnostics }: vscode.CodeActionContext,
        token: vscode.CancellationToken,
      ) => {
        const wrong = diagnostics.find(({ source, code }) => source === 'tunewright' && BAR_CODES.has(code));
        if (wrong === undefined) return [];
        return withSignal(token, (signal) => repairActions(document, wrong, books, answers, signal));
      },
    ),
  };
  return vscode.Disposable.from(
    answers,
    vscode.languages.registerCodeActionsProvider(ABC, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

async function repairActions(
  document: vscode.TextDocument,
  wrong: vscode.Diagnostic,
  books: Books,
  answers: RepairAnswers,
  signal: AbortSignal,
): Promise<vscode.CodeAction[]> {
  const book = books.of(document);
  const start = document.offsetAt(wrong.range.start);
  const tune = tuneAt(book, start);
  if (tune === null || tune.text.length > LONGEST) return [];
  const { version } = document;
  const question = { text: tune.text, fileHeader: fileHeaderOf(book), offset: start - tune.start };
  const repairs = await answers.of(question, signal);
  if (document.version !== version) return [];
  return repairs.map((repair) => actionOf(document, wrong, tune.start, repair));
}

function actionOf(
  document: vscode.TextDocument,
  wrong: vscode.Diagnostic,
  tuneStart: number,
  repair: Repair,
): vscode.CodeAction {
  const action = new vscode.CodeAction(repairTitle(repair), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [wrong];
  action.edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of repair.edits) {
    const range = new vscode.Range(
      document.positionAt(tuneStart + start),
      document.positionAt(tuneStart + end),
    );
    action.edit.replace(document.uri, range, text);
  }
  return action;
}
