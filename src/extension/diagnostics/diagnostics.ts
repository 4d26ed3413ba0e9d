import { setImmediate as pause, setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import {
  createDiagnoser,
  DIAGNOSTIC_RULES,
  type Diagnoser,
  type Diagnostic,
  type Fix,
} from '../../abc/diagnostics.ts';
import type { Books } from '../books.ts';
import { isChangeable } from '../changes.ts';
import { isAbc } from '../documents.ts';
import { logFailure, type Log } from '../log.ts';
import { ABC, diagnosticsEnabled, switchCheckOff, switchedOffChecks } from '../settings.ts';
import { diagnoseInSlices } from './slices.ts';

interface DiagnosticsWorld {
  readonly books: Books;
  readonly log: Log;
}

/** What is kept of a document while it is open. */
interface Checked {
  readonly diagnoser: Diagnoser;
  /** Aborts the check that is waiting or under way. */
  current: AbortController;
  /** Of the document when it was checked: what is shown fits no other. */
  version: number;
  /** Fixes of what is shown, by the diagnostic they belong to. */
  fixes: Map<vscode.Diagnostic, Fix>;
}

/** Milliseconds after the last key. */
const DELAY = 300;

const SEVERITY: Readonly<Record<Diagnostic['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Registers the live checks and their quick fixes. */
export function registerDiagnostics(world: DiagnosticsWorld): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('tunewright');
  const checked = new Map<vscode.TextDocument, Checked>();

  const forget = (document: vscode.TextDocument): void => {
    checked.get(document)?.current.abort();
    checked.delete(document);
    shown.delete(document.uri);
  };
  const check = (document: vscode.TextDocument, delay: number): void => {
    if (!isAbc(document) || !isChangeable(document) || !diagnosticsEnabled(document)) {
      if (checked.has(document)) forget(document);
      return;
    }
    const state = checked.get(document) ?? {
      diagnoser: createDiagnoser(),
      current: new AbortController(),
      version: -1,
      fixes: new Map(),
    };
    checked.set(document, state);
    state.current.abort();
    state.current = new AbortController();
    void showLater(document, state, delay, shown, world);
  };
  const checkAll = (): void => {
    for (const document of vscode.workspace.textDocuments) check(document, 0);
  };
  checkAll();

  return vscode.Disposable.from(
    {
      // Before what is shown goes itself.
      dispose: () => {
        for (const document of [...checked.keys()]) forget(document);
      },
    },
    shown,
    vscode.workspace.onDidOpenTextDocument((document) => {
      check(document, 0);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      check(document, DELAY);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('tunewright.diagnostics')) checkAll();
    }),
    vscode.languages.registerCodeActionsProvider(
      ABC,
      { provideCodeActions: (document, _, { diagnostics }) => actionsFor(document, diagnostics, checked) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(SWITCH_OFF, async (code: unknown) => {
      if (typeof code === 'string' && code in DIAGNOSTIC_RULES) await switchCheckOff(code);
    }),
  );
}

/** Checks a document after a pause and shows the result, unless it was edited meanwhile. */
async function showLater(
  document: vscode.TextDocument,
  state: Checked,
  delay: number,
  shown: vscode.DiagnosticCollection,
  { books, log }: DiagnosticsWorld,
): Promise<void> {
  const { signal } = state.current;
  try {
    await sleep(delay, undefined, { signal, ref: false });
    const found = await diagnoseInSlices(state.diagnoser, books.of(document), {
      now: () => performance.now(),
      pause: () => pause(),
      stale: () => signal.aborted,
    });
    if (found === undefined || signal.aborted) return;
    const off = switchedOffChecks(document);
    const pairs = found
      .filter(({ code }) => !off.has(code))
      .map((diagnostic) => [diagnostic, toEditor(diagnostic, document)] as const);
    state.version = document.version;
    state.fixes = new Map(
      pairs.flatMap(([{ fix }, editor]) => (fix === undefined ? [] : [[editor, fix] as const])),
    );
    shown.set(
      document.uri,
      pairs.map(([, editor]) => editor),
    );
  } catch (error) {
    if (!signal.aborted) logFailure(log, 'The notation could not be checked', error);
  }
}

function toEditor(diagnostic: Diagnostic, document: vscode.TextDocument): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(diagnostic.start), document.positionAt(diagnostic.end));
  const shown = new vscode.Diagnostic(range, diagnostic.message, SEVERITY[diagnostic.severity]);
  shown.source = 'tunewright';
  shown.code = diagnostic.code;
  return shown;
}

function actionsFor(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
  checked: ReadonlyMap<vscode.TextDocument, Checked>,
): vscode.CodeAction[] {
  const state = checked.get(document);
  const fixes = state?.version === document.version ? [...state.fixes] : [];
  const own = diagnostics.filter(({ source }) => source === 'tunewright');
  return [
    ...own.flatMap((wanted) =>
      fixes
        .filter(([known]) => known.code === wanted.code && known.range.isEqual(wanted.range))
        .map(([, fix]) => actionOf(document, wanted, fix)),
    ),
    ...own.flatMap((wanted) => (typeof wanted.code === 'string' ? [switchOff(wanted, wanted.code)] : [])),
  ];
}

/** Known to the quick fix alone: it needs a code. */
const SWITCH_OFF = 'tunewright.switchCheckOff';

function switchOff(diagnostic: vscode.Diagnostic, code: string): vscode.CodeAction {
  const title = `Do not check for this: ${code}`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { title, command: SWITCH_OFF, arguments: [code] };
  return action;
}

function actionOf(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, fix: Fix): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of fix.edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    action.edit.replace(document.uri, range, text);
  }
  return action;
}
