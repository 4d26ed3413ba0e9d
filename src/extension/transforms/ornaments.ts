import * as vscode from 'vscode';
import { addChordSymbols } from '../../abc/editing/harmony/add-chord-symbols.ts';
import type { Rewritten } from '../../abc/editing/lengths.ts';
import { addRolls } from '../../abc/editing/ornaments/add-rolls.ts';
import { ORNAMENT_KINDS, type OrnamentKind } from '../../abc/editing/ornaments/kinds.ts';
import { removeOrnaments } from '../../abc/editing/ornaments/remove.ts';
import { removeChordSymbols } from '../../abc/editing/remove-chord-symbols.ts';
import { editorForTunes, rewriteWithin, type TransformWorld } from './rewrite.ts';

/** Rewrites within the selection, or all of the tunes that the cursors are in. */
async function rewriteSelected(
  { books }: TransformWorld,
  rewrite: (text: string, fileHeader: string, range: { start: number; end: number }) => Rewritten,
): Promise<void> {
  const editor = editorForTunes();
  if (editor === undefined) return;
  await rewriteWithin(editor, books, (text, fileHeader, range) =>
    rewrite(text, fileHeader, range ?? { start: 0, end: text.length }),
  );
}

/** Writes chord symbols over the selected bars that have none. */
export function addChords(world: TransformWorld): Promise<void> {
  return rewriteSelected(world, addChordSymbols);
}

export function removeChords(world: TransformWorld): Promise<void> {
  return rewriteSelected(world, (text, _, range) => removeChordSymbols(text, range));
}

/** Puts rolls on the selected long notes that are plain. */
export function addOrnaments(world: TransformWorld): Promise<void> {
  return rewriteSelected(world, addRolls);
}

const CHOICES: Readonly<Record<OrnamentKind, { readonly detail: string; readonly picked: boolean }>> = {
  ornaments: { detail: 'Rolls, trills, mordents, turns, slides', picked: true },
  'grace notes': { detail: 'Notes in { }', picked: true },
  articulation: { detail: 'Staccato, accents, tenuto, fermatas, breaths, arpeggios', picked: false },
  bowing: { detail: 'Up and down bows', picked: false },
  fingering: { detail: 'Digits, thumb, open strings', picked: false },
  dynamics: { detail: 'Loud and soft, and growing so', picked: false },
};

/** Asks which ornaments, unless their kinds are given, and takes them out of what is selected. */
export async function removeOrnamentsOf(world: TransformWorld, given?: unknown): Promise<void> {
  const kinds = Array.isArray(given)
    ? ORNAMENT_KINDS.filter((kind) => given.includes(kind))
    : await askKinds();
  if (kinds === undefined || kinds.length === 0) return;
  const chosen = new Set(kinds);
  await rewriteSelected(world, (text, fileHeader, range) => removeOrnaments(text, chosen, fileHeader, range));
}

async function askKinds(): Promise<OrnamentKind[] | undefined> {
  const items = ORNAMENT_KINDS.map((ornament) => ({
    ornament,
    label: ornament.charAt(0).toUpperCase() + ornament.slice(1),
    ...CHOICES[ornament],
  }));
  const options = { title: 'Remove Ornaments', canPickMany: true } as const;
  return (await vscode.window.showQuickPick(items, options))?.map(({ ornament }) => ornament);
}
