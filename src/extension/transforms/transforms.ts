import * as vscode from 'vscode';
import { showFailure } from '../log.ts';
import { extractVoiceOrPart } from './extract.ts';
import { convertLineEnds, extract, renumber, sort } from './file.ts';
import { addChords, addOrnaments, removeChords, removeOrnamentsOf } from './ornaments.ts';
import type { TransformWorld } from './rewrite.ts';
import {
  changeUnitNoteLength,
  HALF,
  multiplyLengths,
  transposeByInterval,
  transposeToKey,
  TWICE,
} from './tunes.ts';

type Transform = (world: TransformWorld, given?: unknown) => Promise<void>;

const TRANSFORMS: Readonly<Record<string, Transform>> = {
  transposeByInterval,
  transposeToKey,
  changeUnitNoteLength,
  doubleLengths: (world) => multiplyLengths(world, TWICE),
  halveLengths: (world) => multiplyLengths(world, HALF),
  addChordSymbols: addChords,
  removeChordSymbols: removeChords,
  addOrnaments,
  removeOrnaments: removeOrnamentsOf,
  renumberTunes: renumber,
  sortTunes: sort,
  extractTune: extract,
  extractVoiceOrPart,
  convertLineEnds,
};

/** Registers the commands that write tunes and files in another way; an argument spares the question. */
export function registerTransforms(world: TransformWorld): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(TRANSFORMS).map(([name, transform]) =>
      vscode.commands.registerCommand(`tunewright.${name}`, async (given?: unknown) => {
        try {
          await transform(world, given);
        } catch (error) {
          showFailure(world.log, 'Nothing was changed', error);
        }
      }),
    ),
  );
}
