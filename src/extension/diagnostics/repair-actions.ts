import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { fileHeaderOf, type TextEdit, tuneAt } from '../../abc/book.ts';
import { mechanicalRepairs } from '../../abc/editing/repair/mechanical.ts';
import type { Books } from '../books.ts';
import { withSignal } from '../cancellation.ts';
import type { Composer } from '../composer.ts';
import { guardedAsync } from '../guard.ts';
import { logFailure, type Log } from '../log.ts';
import { ABC } from '../settings.ts';
import {
  createRepairAnswers,
  repairTitle,
  type RepairAnswers,
  type RepairQuestion,
} from './repair-answers.ts';

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

/** Registers the repairs of bars among the quick fixes: those that are plain, and the composer's. */
export function registerRepairs({ books, composer, log }: RepairsWorld): vscode.Disposable {
  const answers = createRepairAnswers({
    ask: (question, signal) => composer.repairBar(question, signal),
    patience: () => sleep(PATIENCE, undefined, { ref: false }),
    failed: (error) => {
      logFailure(log, 'The composer could not repair a bar', error);
    },
  });
  const register = (work: Provide): vscode.Disposable => {
    const provideCodeActions = guardedAsync(log, 'The repairs of a bar could not be shown', work);
    const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    return vscode.languages.registerCodeActionsProvider(ABC, { provideCodeActions }, metadata);
  };
  return vscode.Disposable.from(
    answers,
    register((document, _, { diagnostics }) =>
      Promise.resolve(plainRepairs(wrongBar(document, diagnostics, books))),
    ),
    register((document, _, { diagnostics }, token) => {
      const bar = wrongBar(document, diagnostics, books);
      return bar ? withSignal(token, (signal) => likelyRepairs(bar, answers, signal)) : Promise.resolve([]);
    }),
  );
}

type Provide = (
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  token: vscode.CancellationToken,
) => Promise<vscode.CodeAction[]>;

/** A bar that is marked because it does not fill its meter. */
interface WrongBar {
  readonly document: vscode.TextDocument;
  readonly diagnostic: vscode.Diagnostic;
  /** Of its tune, in the document. */
  readonly tuneStart: number;
  readonly question: RepairQuestion;
}

function wrongBar(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
  books: Books,
): WrongBar | undefined {
  const diagnostic = diagnostics.find(({ source, code }) => source === 'tunewright' && BAR_CODES.has(code));
  if (diagnostic === undefined) return undefined;
  const book = books.of(document);
  const start = document.offsetAt(diagnostic.range.start);
  const tune = tuneAt(book, start);
  if (tune === null || tune.text.length > LONGEST) return undefined;
  const question = { text: tune.text, fileHeader: fileHeaderOf(book), offset: start - tune.start };
  return { document, diagnostic, tuneStart: tune.start, question };
}

function plainRepairs(bar: WrongBar | undefined): vscode.CodeAction[] {
  if (bar === undefined) return [];
  const { text, offset, fileHeader } = bar.question;
  return mechanicalRepairs(text, offset, fileHeader).map(({ title, edits }) => actionOf(bar, title, edits));
}

async function likelyRepairs(
  bar: WrongBar,
  answers: RepairAnswers,
  signal: AbortSignal,
): Promise<vscode.CodeAction[]> {
  const { version } = bar.document;
  const repairs = await answers.of(bar.question, signal);
  if (bar.document.version !== version) return [];
  return repairs.map((repair) => actionOf(bar, repairTitle(repair), repair.edits));
}

function actionOf(
  { document, diagnostic, tuneStart }: WrongBar,
  title: string,
  edits: readonly TextEdit[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    const [from, to] = [document.positionAt(tuneStart + start), document.positionAt(tuneStart + end)];
    action.edit.replace(document.uri, new vscode.Range(from, to), text);
  }
  return action;
}
