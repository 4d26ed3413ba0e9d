/** What the programs of the benchmark share inside the extension host. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Tunewright } from '../../../src/extension/extension.ts';

export type Provider = Tunewright['provider'];

const fileOf = (program: string, name: string): string =>
  join(process.env['TUNEWRIGHT_BENCH'] ?? '', `${basename(program, '.js')}.${name}`);

/** Runs a program with what it was told, and leaves what it found with the load of the machine. */
export async function program<const Task extends v.GenericSchema>(
  file: string,
  task: Task,
  work: (task: v.InferOutput<Task>) => Promise<object>,
): Promise<void> {
  const found = await work(v.parse(task, JSON.parse(readFileSync(fileOf(file, 'task'), 'utf8'))));
  writeFileSync(fileOf(file, 'unfinished'), JSON.stringify({ ...found, load: loadavg() }));
  renameSync(fileOf(file, 'unfinished'), fileOf(file, 'result'));
}

/** Leaves word of how far a program has come, for when it never ends. */
export function report(file: string, progress: string): void {
  writeFileSync(fileOf(file, 'progress'), progress);
}

/** Says that keys may be pressed now, and waits for the word that they have been. */
export async function whileTyping(file: string): Promise<void> {
  writeFileSync(fileOf(file, 'ready'), '');
  while (!existsSync(fileOf(file, 'stop'))) await sleep(250);
}

export async function openFile(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('No folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  return vscode.window.showTextDocument(document);
}

/** The provider of the installed extension, activated. */
export async function activatedProvider(): Promise<Provider> {
  const extension = vscode.extensions.getExtension<Tunewright>('tunewright.tunewright');
  if (extension === undefined) throw new Error('Tunewright is not installed');
  return (await extension.activate()).provider;
}

/** What an item would put in. */
export const textOf = ({ insertText }: vscode.InlineCompletionItem): string =>
  typeof insertText === 'string' ? insertText : insertText.value;

export interface Answer {
  /** On the clock. */
  readonly millis: number;
  /** Processor time of the whole process meanwhile, the worker's included: hardly any longer on a busy machine. */
  readonly processor: number;
  readonly texts: string[];
}

/** Asks as the editor does while someone types. */
export async function ask(
  provider: Provider,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<Answer> {
  const context = {
    triggerKind: vscode.InlineCompletionTriggerKind.Automatic,
    selectedCompletionInfo: undefined,
  };
  const began = performance.now();
  const used = process.cpuUsage();
  const items = await provider.provideInlineCompletionItems(document, position, context, token);
  const { user, system } = process.cpuUsage(used);
  return {
    millis: performance.now() - began,
    processor: (user + system) / 1000,
    texts: items.map(textOf),
  };
}

/** A token that nobody cancels. */
export const never = new vscode.CancellationTokenSource().token;

/** Whether a line has music: a bar line, and no field. */
export const isMusic = (line: string): boolean => line.includes('|') && !/^[A-Za-z]:|^%/.test(line);

export { sleep };
