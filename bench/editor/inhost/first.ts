/** The very first suggestion in a fresh window, asked for as soon as the extension is there. */
import * as v from 'valibot';
import { activatedProvider, ask, isMusic, never, openFile, program } from './host.ts';

export const run = (): Promise<void> =>
  program(__filename, v.object({ file: v.string() }), async ({ file }) => {
    const { document } = await openFile(file);
    const provider = await activatedProvider();
    const lines = Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line));
    const place = lines.find(({ text }) => isMusic(text))?.range.end;
    if (place === undefined) throw new Error(`${file} has no music`);
    return ask(provider, document, place, never);
  });
