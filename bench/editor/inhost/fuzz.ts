/** Random edits while suggestions run: what is offered and taken must belong to the text as it is then. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { accept, askMeanwhile, noFindings, watch } from '../../../test/inhost/support/suggestion-checks.ts';
import { editAtRandom, randomNumbers } from '../../../test/inhost/support/random-edits.ts';
import { heaps, keepWorkers, type Heaps } from './heap.ts';
import { activatedProvider, openFile, program, report } from './host.ts';

const Task = v.object({ files: v.array(v.string()), edits: v.number(), seed: v.number() });

/** Back to what a document was at first, should random edits have made much of it or left nothing. */
async function restore(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  if (document.lineCount > 2 && document.lineCount < 2 * text.split('\n').length) return;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.edit((edit) => edit.replace(all, text));
}

export const run = (): Promise<void> =>
  program(__filename, Task, async ({ files, edits, seed }) => {
    const workers = keepWorkers();
    const random = randomNumbers(seed);
    const found = noFindings();
    const onError = (error: unknown): void => void found.faults.push(`unhandled: ${String(error)}`);
    process.on('unhandledRejection', onError);
    process.on('uncaughtException', onError);
    const texts = new Map<string, string>();
    for (const file of files) texts.set(file, (await openFile(file)).document.getText());
    const provider = await activatedProvider();
    watch(provider, found);
    const memory: (Heaps & { readonly after: number })[] = [];
    let editor = await openFile(files[0] ?? '');
    for (let edit = 0; edit <= edits; edit++) {
      if (edit % 100 === 0) report(__filename, `${edit} edits, ${JSON.stringify(found.faults)}`);
      if (edit % Math.ceil(edits / 5) === 0) memory.push({ after: edit, ...(await heaps(workers())) });
      if (random() < 0.01) {
        const file = files[Math.floor(random() * files.length)] ?? '';
        editor = await openFile(file);
        await restore(editor, texts.get(file) ?? '');
      }
      await editAtRandom(editor, random);
      if (random() < 0.3) askMeanwhile(provider, editor, random, found);
      if (random() < 0.02) await accept(editor, random, found);
    }
    const { faults, asked, answered, accepted } = found;
    return { edits, faults, asked, answered, accepted, memory };
  });
