import * as vscode from 'vscode';
import type { ShownNote } from './drawing.ts';
import { shadeOf, SHADES, type Shade } from './shades.ts';

/** The id of a shade's theme colour, as package.json contributes it. */
export function colorOf(shade: Shade): string {
  return `tunewright.surprise${shade}Background`;
}

/** Shades notes in editors. */
export interface Decorations {
  draw(editor: vscode.TextEditor, notes: readonly ShownNote[], from: number): void;
  clear(editor: vscode.TextEditor): void;
  dispose(): void;
}

export function createDecorations(): Decorations {
  const types = SHADES.map((shade) => ({ shade, type: createType(shade) }));
  return {
    draw: (editor, notes, from) => {
      const { document } = editor;
      const ranges = new Map<Shade, vscode.Range[]>(SHADES.map((shade) => [shade, []]));
      for (const { start, end, bits } of notes) {
        const shade = shadeOf(bits, from);
        if (shade === null) continue;
        ranges.get(shade)?.push(new vscode.Range(document.positionAt(start), document.positionAt(end)));
      }
      for (const { shade, type } of types) editor.setDecorations(type, ranges.get(shade) ?? []);
    },
    clear: (editor) => {
      for (const { type } of types) editor.setDecorations(type, []);
    },
    dispose: () => {
      for (const { type } of types) type.dispose();
    },
  };
}

/** On strong shades notes have the colour of plain text, legible there; the strongest show in the ruler too. */
function createType(shade: Shade): vscode.TextEditorDecorationType {
  const color = new vscode.ThemeColor(colorOf(shade));
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: color,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...(shade >= 3 && { color: new vscode.ThemeColor('editor.foreground') }),
    ...(shade >= 4 && { overviewRulerColor: color, overviewRulerLane: vscode.OverviewRulerLane.Center }),
  });
}
