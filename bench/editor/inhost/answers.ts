/** From the provider being asked to its answer: at places all over a file, then key by key at the end of tunes. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { activatedProvider, ask, isMusic, never, openFile, program, type Provider, sleep } from './host.ts';

const Task = v.object({ file: v.string(), places: v.number(), keys: v.number() });

interface Answers {
  readonly millis: number[];
  readonly processor: number[];
  answered: number;
}

/** Milliseconds between two questions: a quick typist's keys, and a moment of thought now and then. */
const PAUSE = 120;
const THOUGHT = 500;

/** Sixteen keys of music that goes on with a full bar in M:4/4 with L:1/8. */
const MUSIC = 'd2fd BAFA|G2BG AFDF|';

async function askAfresh(
  provider: Provider,
  document: vscode.TextDocument,
  place: vscode.Position,
  found: Answers,
): Promise<void> {
  // The model has to be asked: nothing of an earlier answer counts.
  provider.another();
  const { millis, processor, texts } = await ask(provider, document, place, never);
  found.millis.push(millis);
  found.processor.push(processor);
  if (texts.length > 0) found.answered++;
  await sleep(found.millis.length % 10 === 0 ? THOUGHT : PAUSE);
}

async function atPlaces(provider: Provider, document: vscode.TextDocument, count: number): Promise<Answers> {
  const lines = Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line));
  const ends = lines.filter(({ text }) => isMusic(text)).map(({ range }) => range.end);
  const found: Answers = { millis: [], processor: [], answered: 0 };
  for (let nth = 0; nth < count; nth++) {
    // A step that shares no factor with any likely number of lines leads all over the file.
    const place = ends[(nth * 7919) % ends.length];
    if (place !== undefined) await askAfresh(provider, document, place, found);
  }
  return found;
}

async function whileWriting(provider: Provider, editor: vscode.TextEditor, count: number): Promise<Answers> {
  const { document } = editor;
  const found: Answers = { millis: [], processor: [], answered: 0 };
  while (found.millis.length < count) {
    const from = Math.floor((document.lineCount * (found.millis.length + 1)) / (count + 1));
    let line = from;
    while (line < document.lineCount - 1 && !isMusic(document.lineAt(line).text)) line++;
    let place = document.lineAt(line).range.end;
    for (const key of `\n${MUSIC}`) {
      const at = place;
      await editor.edit((edit) => edit.insert(at, key));
      place = key === '\n' ? new vscode.Position(at.line + 1, 0) : at.translate(0, 1);
      await askAfresh(provider, document, place, found);
    }
  }
  return found;
}

export const run = (): Promise<void> =>
  program(__filename, Task, async ({ file, places, keys }) => {
    const editor = await openFile(file);
    const provider = await activatedProvider();
    await ask(provider, editor.document, editor.document.lineAt(8).range.end, never);
    await sleep(2000);
    return {
      places: await atPlaces(provider, editor.document, places),
      keys: await whileWriting(provider, editor, keys),
    };
  });
