import * as vscode from 'vscode';
import type { Client } from '../../worker/client.ts';
import type { trainingMethods } from '../../worker/protocol.ts';
import { withSignal } from '../cancellation.ts';
import type { Log } from '../log.ts';

export type Trainer = Client<typeof trainingMethods>;

/** What was found in the workspace. */
export interface Corpus {
  readonly files: number;
  readonly tunes: number;
}

/** Beyond what the user's own `files.exclude` leaves out. */
const EXCLUDE = '**/{node_modules,bower_components,.git,.hg,.svn,.vscode-test}/**';
/** Files of a batch, so that a large workspace does not have to be in memory at once. */
const BATCH = 50;

/** The .abc and .abh files of all folders of the workspace, in a stable order. */
export async function findTuneFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const files = await vscode.workspace.findFiles('**/*.{abc,abh,ABC,ABH}', EXCLUDE, undefined, token);
  return files.sort((a, b) => (a.toString() < b.toString() ? -1 : 1));
}

/**
 * Hands all files to the trainer, those open with changes as they stand in the editor. Files that cannot be read
 * or are no text are left out and named in the log.
 */
export async function gatherCorpus(
  trainer: Trainer,
  uris: readonly vscode.Uri[],
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
  log: Log,
): Promise<Corpus> {
  let corpus: Corpus = { files: 0, tunes: 0 };
  for (let first = 0; first < uris.length; first += BATCH) {
    const batch = uris.slice(first, first + BATCH);
    const read = await Promise.all(batch.map((uri) => readFile(uri, log)));
    const files = read.filter((file) => file !== undefined);
    const { tunes, refused } = await withSignal(token, (signal) =>
      trainer.call('add', { files }, { signal }),
    );
    for (const name of refused) log.warn(`Training leaves out ${name}: it is a binary file`);
    corpus = { files: corpus.files + files.length - refused.length, tunes };
    progress.report({ message: `${tunes} tunes`, increment: (100 * batch.length) / uris.length });
  }
  return corpus;
}

async function readFile(
  uri: vscode.Uri,
  log: Log,
): Promise<{ name: string; content: string | Uint8Array<ArrayBuffer> } | undefined> {
  const name = vscode.workspace.asRelativePath(uri);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true) return { name, content: open.getText() };
  try {
    // A fresh copy: the editor's own buffer may be a view into something larger, all of which would be sent.
    return { name, content: Uint8Array.from(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    log.warn(`Training leaves out ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
