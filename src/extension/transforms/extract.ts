import * as vscode from 'vscode';
import { readBook, tunesOf } from '../../abc/book.ts';
import { extractPart, partsOf } from '../../abc/editing/extract/part.ts';
import { extractVoice, voicesWithMusic } from '../../abc/editing/extract/voice.ts';
import { tuneAlone } from '../../abc/editing/file.ts';
import type { Rewritten } from '../../abc/editing/lengths.ts';
import { newAbcEditor } from '../documents.ts';
import { editorForTunes, say, selectedTunes, type TransformWorld } from './rewrite.ts';

/** A voice or part of a tune that can be made a tune of its own. */
interface Extract extends vscode.QuickPickItem {
  readonly kind?: vscode.QuickPickItemKind.Default;
  /** `voice 2`, `part B`. */
  readonly label: string;
  readonly take: (tuneText: string) => Rewritten;
}

/** What can be extracted from a tune, its voices first; a single voice is the tune itself. */
function extractsOf(tuneText: string): Extract[] {
  const voices = voicesWithMusic(tuneText);
  return [
    ...(voices.length < 2 ? [] : voices).map(({ id, name }) => ({
      label: id === '' ? 'voice without a name' : `voice ${id}`,
      description: name,
      take: (text: string) => extractVoice(text, id),
    })),
    ...partsOf(tuneText).map((label) => ({
      label: `part ${label}`,
      take: (text: string) => extractPart(text, label),
    })),
  ];
}

/** Asks for a voice or part, unless one is given, and opens it as a tune of its own in a new file. */
export async function extractVoiceOrPart({ books }: TransformWorld, given?: unknown): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  const [tune] = selectedTunes(editor, books);
  if (tune === undefined) return;
  const extracts = extractsOf(tune.text);
  if (extracts.length === 0) {
    say('This tune has one voice and no parts (P:).');
    return;
  }
  const chosen =
    extracts.find(({ label }) => label === given) ??
    (await vscode.window.showQuickPick(extracts, {
      title: 'Extract Voice or Part',
      matchOnDescription: true,
    }));
  const taken = chosen?.take(tune.text);
  if (taken === undefined) return;
  if (taken.kind === 'refused') {
    void vscode.window.showWarningMessage(taken.reason);
    return;
  }
  const [alone] = tunesOf(readBook(taken.text));
  const content = alone === undefined ? taken.text : tuneAlone(books.of(editor.document), alone);
  await newAbcEditor(content);
}
