import * as vscode from 'vscode';
import { scaleLengths } from '../../abc/editing/lengths.ts';
import { withUnitNoteLength } from '../../abc/editing/unit-note-length.ts';
import { fraction, type Fraction } from '../../abc/fraction.ts';
import { parseUnitNoteLength } from '../../abc/length.ts';
import { UNIT_NOTE_LENGTHS } from '../../abc/reference/values.ts';
import { INTERVALS, keyOf, tonicsFor, transposedBy, transposedTo } from './intervals.ts';
import {
  editorForTunes,
  rewriteTunes,
  rewriteWithin,
  selectedTunes,
  type TransformWorld,
} from './rewrite.ts';

/** Asks for an interval, unless one is given in semitones, and transposes the selected tunes. */
export async function transposeByInterval({ books }: TransformWorld, given?: unknown): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const semitones =
    typeof given === 'number'
      ? Math.max(-48, Math.min(48, Math.round(given)))
      : (await vscode.window.showQuickPick(INTERVALS, { title: 'Transpose by Interval' }))?.semitones;
  if (semitones === undefined || Number.isNaN(semitones)) return;
  await rewriteTunes(editor, books, (tune) => transposedBy(tune, semitones));
}

/** Asks for a tonic, unless one is given, and transposes the selected tunes there, each in its mode. */
export async function transposeToKey({ books }: TransformWorld, given?: unknown): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const [first] = selectedTunes(editor, books);
  if (first === undefined) return;
  const key = keyOf(first.text);
  const asked = typeof given === 'string' && /^[A-G][#b]?$/.test(given) ? given : undefined;
  const tonic = asked ?? (key.tonic === '' ? 'C' : await askTonic(tonicsFor(key), key.tonic));
  if (tonic !== undefined) await rewriteTunes(editor, books, (tune) => transposedTo(tune, tonic));
}

async function askTonic(choices: readonly vscode.QuickPickItem[], from: string): Promise<string | undefined> {
  const options = { title: 'Transpose to Key', placeHolder: `From ${from} to …`, matchOnDescription: true };
  return (await vscode.window.showQuickPick(choices, options))?.label;
}

/** Asks for a unit note length, unless one is given, and writes the selected tunes in it. */
export async function changeUnitNoteLength({ books }: TransformWorld, given?: unknown): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const choices = UNIT_NOTE_LENGTHS.map(({ text, detail }) => ({ label: text, description: detail }));
  const text =
    typeof given === 'string'
      ? given
      : (await vscode.window.showQuickPick(choices, { title: 'Change Unit Note Length' }))?.label;
  const unit = parseUnitNoteLength(text ?? '');
  if (unit === null) return;
  await rewriteTunes(editor, books, (tune, fileHeader) => withUnitNoteLength(tune.text, unit, fileHeader));
}

export const TWICE = fraction(2);
export const HALF = fraction(1, 2);

/** Multiplies the lengths of what is selected, of the whole tune where nothing is. */
export async function multiplyLengths({ books }: TransformWorld, factor: Fraction): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  await rewriteWithin(editor, books, (text, fileHeader, range) =>
    scaleLengths(text, factor, range, fileHeader),
  );
}
