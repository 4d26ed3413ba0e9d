/** Random edits while suggestions run: what is offered and taken must belong to the text as it is then. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { randomNumbers } from '../random.mjs';
import { editAtRandom, type Random } from './edits.ts';
import { heaps, keepWorkers, type Heaps } from './heap.ts';
import { activatedProvider, ask, openFile, program, type Provider, sleep, textOf } from './host.ts';

const Task = v.object({ files: v.array(v.string()), edits: v.number(), seed: v.number() });

interface Findings {
  readonly faults: string[];
  asked: number;
  answered: number;
  accepted: number;
}

/** Looks at every question and answer, the editor's own too. */
function watch(provider: Provider, found: Findings): void {
  const provide = provider.provideInlineCompletionItems.bind(provider);
  provider.provideInlineCompletionItems = async (document, position, context, token) => {
    found.asked++;
    const { version } = document;
    const items = await provide(document, position, context, token);
    if (items.length > 0) found.answered++;
    if (items.length > 0 && document.version !== version)
      found.faults.push('an answer to a text that is gone');
    for (const item of items) {
      const text = textOf(item);
      if (text.trim() === '') found.faults.push('a blank suggestion');
      if (text.includes('\r'))
        found.faults.push(`line ends that are the editor's to choose: ${JSON.stringify(text)}`);
      const here = item.range?.isEmpty === true && item.range.start.isEqual(position);
      if (!here) found.faults.push('a suggestion for another place than asked for');
    }
    return items;
  };
}

/** The text put in at an offset where all else is as it was; undefined where anything else changed. */
function putIn(before: string, offset: number, after: string): string | undefined {
  const length = after.length - before.length;
  const text = after.slice(offset, offset + length);
  return length > 0 && before.slice(0, offset) + text + before.slice(offset) === after ? text : undefined;
}

const withPlainLineEnds = (text: string): string => text.replaceAll('\r\n', '\n');

/** Takes what is offered, all of it or a bar, and sees that just that comes in. */
async function accept(
  provider: Provider,
  editor: vscode.TextEditor,
  random: Random,
  found: Findings,
): Promise<void> {
  const { document } = editor;
  const place = document.lineAt(editor.selection.active.line).range.end;
  editor.selection = new vscode.Selection(place, place);
  await vscode.commands.executeCommand('tunewright.continueTune');
  await sleep(60 + 200 * random());
  const offered = provider.offeredAt(document, editor.selection.active);
  const offset = document.offsetAt(editor.selection.active);
  const before = document.getText();
  const aBar = random() < 0.5;
  await vscode.commands.executeCommand(aBar ? 'tunewright.acceptBar' : 'editor.action.inlineSuggest.commit');
  await sleep(20);
  if (document.getText() === before) return;
  const text = putIn(before, offset, document.getText());
  if (text === undefined) {
    found.faults.push('accepting changed more than the place of the cursor');
    return;
  }
  found.accepted++;
  const plain = withPlainLineEnds(text);
  if (!offered.some((one) => (aBar ? one.startsWith(plain) : one === plain)))
    found.faults.push(`accepted ${JSON.stringify(plain)}, offered were ${JSON.stringify(offered)}`);
}

/** Asks without waiting, and sometimes does not want to know any more. */
function askMeanwhile(provider: Provider, editor: vscode.TextEditor, random: Random, found: Findings): void {
  const source = new vscode.CancellationTokenSource();
  const { document, selection } = editor;
  ask(provider, document, selection.active, source.token).catch((error: unknown) => {
    found.faults.push(`asking failed: ${String(error)}`);
  });
  if (random() < 0.3) setTimeout(() => source.cancel(), 20 * random());
}

/** A document that random edits have made long says nothing new; it begins again. */
const LONGEST = 1_500_000;

async function fresh(name: string, text: string): Promise<vscode.TextEditor> {
  const editor = await openFile(name);
  const { document } = editor;
  if (document.getText().length > LONGEST || document.lineCount < 3) {
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, text));
  }
  return editor;
}

export const run = (): Promise<void> =>
  program(__filename, Task, async ({ files, edits, seed }) => {
    const workers = keepWorkers();
    const random = randomNumbers(seed);
    const found: Findings = { faults: [], asked: 0, answered: 0, accepted: 0 };
    const onError = (error: unknown): void => void found.faults.push(`unhandled: ${String(error)}`);
    process.on('unhandledRejection', onError);
    process.on('uncaughtException', onError);
    const texts = new Map<string, string>();
    for (const file of files) texts.set(file, (await openFile(file)).document.getText());
    const provider = await activatedProvider();
    watch(provider, found);
    const memory: (Heaps & { readonly after: number })[] = [];
    let [file = ''] = files;
    for (let edit = 0; edit <= edits; edit++) {
      if (edit % Math.ceil(edits / 5) === 0) memory.push({ after: edit, ...(await heaps(workers())) });
      if (random() < 0.01) file = files[Math.floor(random() * files.length)] ?? file;
      const editor = await fresh(file, texts.get(file) ?? '');
      await editAtRandom(editor, random);
      if (random() < 0.3) askMeanwhile(provider, editor, random, found);
      if (random() < 0.015) await accept(provider, editor, random, found);
    }
    return { edits, ...found, memory };
  });
