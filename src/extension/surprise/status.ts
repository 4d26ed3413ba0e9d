import * as vscode from 'vscode';
import { isAbc } from '../documents.ts';
import { surpriseShownFrom } from '../settings.ts';
import { colorOf } from './decorations.ts';
import { notePlace } from './place.ts';
import { SHADES } from './shades.ts';
import type { SurpriseView } from './view.ts';
import { chanceOf, shadeLabel } from './wording.ts';

/** Registers the status bar item of the view, there while it is on: the note at the cursor, and the legend. */
export function registerSurpriseStatus(view: SurpriseView): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('tunewright.surprise', vscode.StatusBarAlignment.Right, 99);
  item.name = 'Tunewright Surprise';
  item.command = 'tunewright.toggleSurprise';
  const draw = (): void => {
    drawItem(item, view);
  };
  draw();
  return vscode.Disposable.from(
    item,
    view.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
    vscode.window.onDidChangeTextEditorSelection(draw),
  );
}

function drawItem(item: vscode.StatusBarItem, view: SurpriseView): void {
  const editor = vscode.window.activeTextEditor;
  if (!view.on || !isAbc(editor?.document)) {
    item.hide();
    return;
  }
  const place = notePlace(view, editor.document, editor.selection.active);
  const chance =
    place === undefined ? undefined : place.note.bits === null ? 'never seen' : chanceOf(place.note.bits);
  item.text = view.problem === undefined ? `$(eye) ${chance ?? 'surprise'}` : '$(eye) $(warning)';
  const spoken = chance === undefined ? 'shown' : `of the note at the cursor: ${chance}`;
  item.accessibilityInformation = { label: `Surprise ${view.problem ?? spoken}`, role: 'button' };
  item.tooltip = legend(editor, view);
  item.show();
}

/** A swatch may have the colours of the theme, by their variables. */
function legend(editor: vscode.TextEditor, view: SurpriseView): vscode.MarkdownString {
  const from = surpriseShownFrom(editor.document);
  const text = new vscode.MarkdownString('**How unlikely the model finds each note**\n\n');
  text.supportHtml = true;
  for (const shade of SHADES) {
    const color = `var(--vscode-${colorOf(shade).replace('.', '-')})`;
    text.appendMarkdown(
      `<span style="background-color:${color};">&nbsp;&nbsp;&nbsp;&nbsp;</span>&nbsp;${shadeLabel(shade, from)}  \n`,
    );
  }
  const [tune] = view.shown(editor);
  if (tune?.complete === false)
    text.appendMarkdown('\nOnly the beginning of this tune is read: it is very long.\n');
  if (view.problem !== undefined) text.appendMarkdown('\n').appendText(view.problem);
  text.appendMarkdown('\nClick to hide');
  return text;
}
