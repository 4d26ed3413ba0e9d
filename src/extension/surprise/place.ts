import * as vscode from 'vscode';
import type { Alternatives } from '../../worker/protocol.ts';
import type { Composer } from '../composer.ts';
import { noteAt, type ShownNote } from './drawing.ts';
import type { ShownTune, SurpriseView } from './view.ts';

/** A note whose surprise is known, in its document. */
export interface NotePlace {
  readonly tune: ShownTune;
  readonly note: ShownNote;
  readonly range: vscode.Range;
}

/** The note at a position of a document; undefined where there is none, or where it is not known yet. */
export function notePlace(
  view: SurpriseView,
  document: vscode.TextDocument,
  position: vscode.Position,
): NotePlace | undefined {
  const offset = document.offsetAt(position);
  const tunes = vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap((editor) => view.shown(editor));
  for (const tune of tunes) {
    const note = noteAt(tune.notes, offset);
    if (note === undefined) continue;
    const range = new vscode.Range(document.positionAt(note.start), document.positionAt(note.end));
    return { tune, note, range };
  }
  return undefined;
}

/** Asks the model what could stand in a note's place. */
export function alternativesFor(
  composer: Composer,
  { tune: { section, start, fileHeader }, note }: NotePlace,
  signal: AbortSignal,
): Promise<Alternatives> {
  return composer.alternatives({ text: section.text, fileHeader, offset: note.start - start }, signal);
}
