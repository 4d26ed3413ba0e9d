import * as vscode from 'vscode';
import type { Composer } from '../composer.ts';
import { withSignal } from '../cancellation.ts';
import { changeText } from '../changes.ts';
import { isAbc, newAbcEditor } from '../documents.ts';
import { showFailure, type Log } from '../log.ts';
import { suggestSettings } from '../settings.ts';
import { KEYS, metersFor, RHYTHMS } from './choices.ts';
import { nextTuneNumber, placeForTune } from './place.ts';

interface ComposeWorld {
  readonly composer: Composer;
  readonly log: Log;
}

interface Wish {
  readonly rhythm: string;
  readonly meter: string;
  readonly key: string;
}

/**
 * Registers "Compose New Tune": asks rhythm, meter and key, and writes a whole tune at the cursor; into a new file
 * where the cursor is in none of tunes.
 */
export function registerCompose(world: ComposeWorld): vscode.Disposable {
  return vscode.commands.registerCommand('tunewright.composeNewTune', async () => {
    const wish = await askWish();
    if (wish === undefined) return;
    const active = vscode.window.activeTextEditor;
    await composeInto(isAbc(active?.document) ? active : await newAbcEditor(), wish, world);
  });
}

async function askWish(): Promise<Wish | undefined> {
  const title = 'Compose New Tune';
  const rhythm = await vscode.window.showQuickPick(RHYTHMS, {
    title: `${title} (1/3)`,
    placeHolder: 'Rhythm',
  });
  if (rhythm === undefined) return undefined;
  const meters = metersFor(rhythm.label);
  const meter = await vscode.window.showQuickPick(meters, { title: `${title} (2/3)`, placeHolder: 'Meter' });
  if (meter === undefined) return undefined;
  const key = await vscode.window.showQuickPick(KEYS, { title: `${title} (3/3)`, placeHolder: 'Key' });
  if (key === undefined) return undefined;
  return { rhythm: rhythm.label, meter, key: key.label };
}

async function composeInto(
  editor: vscode.TextEditor,
  wish: Wish,
  { composer, log }: ComposeWorld,
): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const { temperature, topP, constrained } = suggestSettings(document);
  const lines = { lineCount: document.lineCount, lineAt: (line: number) => document.lineAt(line).text };
  const number = nextTuneNumber(lines);
  const seed = Math.floor(Math.random() * 2 ** 32);
  const request = {
    ...wish,
    number,
    count: 1,
    title: `New ${wish.rhythm}`,
    temperature,
    topP,
    seed,
    constrained,
  };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Composing a ${wish.rhythm} in ${wish.key}`,
    cancellable: true,
  };
  try {
    const [tune] = await vscode.window.withProgress(options, (_, token) =>
      withSignal(token, (signal) => composer.compose(request, signal)),
    );
    if (tune === undefined) return;
    if (document.version !== version) {
      void vscode.window.showInformationMessage(
        'The text changed meanwhile, so nothing was inserted. Compose again.',
      );
      return;
    }
    await insertTune(editor, tune, placeForTune(lines, editor.selection.active.line));
  } catch (error) {
    showFailure(log, 'No tune could be composed', error);
  }
}

/** Inserts a tune on lines of its own as one undoable edit, and puts the cursor at its end. */
async function insertTune(
  editor: vscode.TextEditor,
  tune: string,
  place: { readonly line: number; readonly blankBefore: boolean; readonly blankAfter: boolean },
): Promise<void> {
  const { document } = editor;
  const atEnd = place.line >= document.lineCount;
  const position = atEnd
    ? document.lineAt(document.lineCount - 1).range.end
    : new vscode.Position(place.line, 0);
  const lead = `${atEnd ? '\n' : ''}${place.blankBefore ? '\n' : ''}`;
  const body = `${tune.replaceAll('\r\n', '\n').trimEnd()}\n`;
  const done = await changeText(editor, (changes) => {
    changes.insert(position, lead + body + (place.blankAfter ? '\n' : ''));
  });
  if (!done) return;
  const last = position.line + (lead + body).split('\n').length - 2;
  const end = document.lineAt(last).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(new vscode.Range(position, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
