import * as vscode from 'vscode';
import type { Continuation } from '../../worker/protocol.ts';
import { withSignal } from '../cancellation.ts';
import { changeText } from '../changes.ts';
import type { Composer } from '../composer.ts';
import { abcEditor, tuneAtPosition } from '../documents.ts';
import { showFailure, type Log } from '../log.ts';
import { suggestSettings } from '../settings.ts';
import { variations } from './variations.ts';
import { wholeBars, type Refusal, type WholeBars } from './whole-bars.ts';

interface ReplaceWorld {
  readonly composer: Composer;
  readonly log: Log;
}

/** The bars that are to be replaced, in the tune that they stand in. */
interface Task extends WholeBars {
  readonly tune: string;
  readonly fileHeader: string;
  /** Line of the document that the tune starts on. */
  readonly firstLine: number;
}

/** Continuations that are asked for: the best one that fits is taken. */
const TRIED = 16;

/** Registers "Replace Selected Bars": a variation in their place, of the same length. */
export function registerReplaceBars({ composer, log }: ReplaceWorld): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.replaceBars', async () => {
    const editor = await abcEditor();
    if (editor === undefined) return;
    const { version } = editor.document;
    const task = taskOf(editor);
    if (task.kind === 'refused') {
      tell(task.reason);
      return;
    }
    try {
      const answer = await askFor(task, editor.document, composer);
      if (editor.document.version !== version) {
        tell('The text changed meanwhile, so nothing was replaced.');
        return;
      }
      const texts = answer.kind === 'continued' ? answer.candidates.map(({ text }) => text) : [];
      const [text] = variations(task.tune, task, texts, task.fileHeader);
      if (text !== undefined) await replace(editor, task, text);
      else
        tell(
          answer.kind === 'nothing' ? `Nothing to put there: ${answer.reason}.` : 'No other bars fit here.',
        );
    } catch (error) {
      showFailure(log, 'The bars could not be replaced', error);
    }
  });
}

function taskOf({ document, selection }: vscode.TextEditor): Task | Refusal {
  const { before, after, firstLine, fileHeader } = tuneAtPosition(document, selection.start);
  const end = tuneAtPosition(document, selection.end);
  if (end.firstLine !== firstLine) return { kind: 'refused', reason: 'Select bars of one tune.' };
  const tune = before + after;
  const bars = wholeBars(tune, before.length, end.before.length);
  return bars.kind === 'bars' ? { ...bars, tune, fileHeader, firstLine } : bars;
}

/** What could stand for the bars, as many and as long, best first: that leads into what follows them. */
async function askFor(
  { tune, fileHeader, start, end, bars }: Task,
  document: vscode.TextDocument,
  composer: Composer,
): Promise<Continuation> {
  const { temperature, topP } = suggestSettings(document);
  const request = {
    text: tune,
    offset: start,
    replaced: end - start,
    fileHeader,
    length: { kind: 'bars', bars } as const,
    candidates: TRIED,
    temperature,
    topP,
    seed: Math.floor(Math.random() * 2 ** 32),
    constrained: true,
  };
  const title = bars === 1 ? 'Composing a bar' : `Composing ${bars} bars`;
  const options = { location: vscode.ProgressLocation.Window, title };
  return vscode.window.withProgress(options, (_, token) =>
    withSignal(token, (signal) => composer.continueTune(request, signal)),
  );
}

/** One undoable edit; what is new is selected, so that the command can be given again. */
async function replace(editor: vscode.TextEditor, task: Task, text: string): Promise<void> {
  const from = positionIn(task.tune, task.start, task.firstLine);
  const to = positionIn(task.tune, task.end, task.firstLine);
  const done = await changeText(editor, (changes) => {
    changes.replace(new vscode.Range(from, to), text);
  });
  if (!done) return;
  const changed = task.tune.slice(0, task.start) + text;
  editor.selection = new vscode.Selection(from, positionIn(changed, changed.length, task.firstLine));
  editor.revealRange(editor.selection);
}

/** Where an offset of a tune, whose lines are parted by `\n`, stands in the document. */
function positionIn(tune: string, offset: number, firstLine: number): vscode.Position {
  const lines = tune.slice(0, offset).split('\n');
  return new vscode.Position(firstLine + lines.length - 1, lines.at(-1)?.length ?? 0);
}

function tell(reason: string): void {
  vscode.window.setStatusBarMessage(`Tunewright: ${reason}`, 5000);
}
