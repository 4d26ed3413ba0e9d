import * as vscode from 'vscode';
import type { Section } from '../../abc/book.ts';
import { tunesOf } from '../../abc/book.ts';
import type { Books } from '../books.ts';
import { isChangeable } from '../changes.ts';
import { isAbc } from '../documents.ts';
import { logFailure, type Log } from '../log.ts';
import { inSlices } from '../slicing.ts';
import { indexed, type IndexedTune, tunesWithLines } from './index-of.ts';

/** The tunes of open documents as they are now, and of files as they were saved. */
export interface TuneIndex {
  /** The open documents that tunes are looked for in; those of version control and the like are not. */
  documents(): readonly vscode.TextDocument[];
  ofDocument(document: vscode.TextDocument): Promise<readonly IndexedTune[]>;
  /** Read once, then again when the file changes; none where it cannot be read. */
  ofFile(uri: vscode.Uri): Promise<readonly IndexedTune[]>;
  forget(uri: vscode.Uri): void;
}

/** Bytes; a larger file is no tunebook. */
const LARGEST = 50_000_000;

const never = (): boolean => false;

export function createTuneIndex(books: Books, log: Log): TuneIndex {
  const files = new Map<string, Promise<readonly IndexedTune[]>>();
  /** Sections stay the same objects while their text does, so that an edit costs one tune. */
  const known = new WeakMap<Section, IndexedTune>();
  const indexOf = (section: Section): IndexedTune => {
    const found = known.get(section) ?? indexed(section.text, 0);
    known.set(section, found);
    return found;
  };
  return {
    documents: () =>
      vscode.workspace.textDocuments.filter((document) => isAbc(document) && isChangeable(document)),
    ofDocument: async (document) => {
      const tunes = await inSlices(
        tunesOf(books.of(document)),
        ({ section, start }) => ({ ...indexOf(section), line: document.positionAt(start).line }),
        never,
      );
      return tunes ?? [];
    },
    ofFile: (uri) => {
      const tunes = files.get(uri.toString()) ?? readTunes(uri, log);
      files.set(uri.toString(), tunes);
      return tunes;
    },
    forget: (uri) => {
      files.delete(uri.toString());
    },
  };
}

async function readTunes(uri: vscode.Uri, log: Log): Promise<readonly IndexedTune[]> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST) return [];
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const tunes = await inSlices(tunesWithLines(text), ({ tune, line }) => indexed(tune.text, line), never);
    return tunes ?? [];
  } catch (error) {
    logFailure(log, `${vscode.workspace.asRelativePath(uri)} could not be searched for tunes`, error);
    return [];
  }
}
