import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createComposer } from '../../../src/composer/composer.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { excerptAt } from '../../../src/extension/excerpt.ts';
import type { SuggestSettings } from '../../../src/extension/settings.ts';
import { isEndOfLine } from '../../../src/extension/suggest/habits.ts';
import {
  createSuggester,
  type Question,
  type Suggester,
  type Suggestions,
} from '../../../src/extension/suggest/suggester.ts';
import { readModel, type Model } from '../../../src/model/folder.ts';
import { modelFilesOn } from '../../../src/node/model-files.ts';
import { createClient, type Client } from '../../../src/worker/client.ts';
import { modelHandlers } from '../../../src/worker/model-server.ts';
import { modelMethods } from '../../../src/worker/protocol.ts';
import { serve } from '../../../src/worker/serve.ts';
import { runs } from '../abc/arbitraries.ts';
import { twinPort } from '../worker/twin-port.ts';
import { applyEdit, type Edit, edits, type Text, textOf } from './random-edits.ts';

/*
 * Random edits while suggestions run: the real suggester asks the real composer over the worker's protocol, all in
 * one thread. Some questions are waited for, some cancelled, some overtaken by the next edit.
 */

const FOLDER = 'models/tiny';
const START: readonly string[] = [
  readFileSync('examples/reels.abc', 'utf8'),
  readFileSync('examples/two-voices.abc', 'utf8').replaceAll('\n', '\r\n'),
];
let model: Model;

beforeAll(async () => {
  model = await readModel(modelFilesOn(FOLDER));
});

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function startWorker(): Client<typeof modelMethods> {
  const { host, worker } = twinPort();
  const handlers = modelHandlers({
    openEngine: () => Promise.resolve(createReferenceEngine()),
    modelFiles: modelFilesOn,
    openComposer: (_, engine) => createComposer(model, engine, { clock: () => 0, pause }),
    clock: () => 0,
  });
  serve(modelMethods, handlers, worker, pause);
  return createClient(modelMethods, () => host, fail);
}

function fail(problem: unknown): void {
  throw problem instanceof Error ? problem : new Error(String(problem));
}

function startSuggester(client: Client<typeof modelMethods>, problems: unknown[]): Suggester {
  return createSuggester({
    ask: (request, signal) =>
      client.call('continue', { model: { folder: FOLDER, revision: 0 }, ...request }, { signal }),
    // Pauses are as short as may be, so that what is computed ahead meets the next question.
    sleep: async (_, signal) => {
      await pause();
      signal.throwIfAborted();
    },
    now: () => 0,
    report: (error) => problems.push(error),
  });
}

function questionAt(text: Text, settings: SuggestSettings, invoked: boolean): Question | undefined {
  const { lines, line, character } = text;
  if (!isEndOfLine(lines[line] ?? '', character)) return undefined;
  const document = { lineCount: lines.length, lineAt: (at: number) => lines[at] ?? '' };
  const { before, after, fileHeader } = excerptAt(document, line, character);
  return { before, after, fileHeader, settings, model: FOLDER, invoked };
}

/** One document after the other being edited, and what was wrong with what was suggested. */
async function session(all: readonly Edit[], settings: SuggestSettings): Promise<void> {
  const client = startWorker();
  const problems: unknown[] = [];
  const suggester = startSuggester(client, problems);
  const texts = START.map(textOf);
  const open: Promise<void>[] = [];
  let current = 0;
  let now = settings;
  for (const edit of all) {
    if (edit.kind === 'switch') current = (current + 1) % texts.length;
    if (edit.kind === 'settings') now = { ...now, ...edit.settings };
    const text = applyEdit(texts[current] ?? textOf(''), edit);
    texts[current] = text;
    const question = questionAt(text, now, edit.invoked);
    if (question === undefined) continue;
    const controller = new AbortController();
    const answer = suggester.suggest(question, controller.signal).then(
      (suggestions) => {
        checkFits(question, suggestions);
        if (edit.accept) texts[current] = accepted(texts[current] ?? text, text, suggestions);
      },
      (error: unknown) => {
        // Only a newer question or the editor stops one.
        if (!isStop(error)) problems.push(error);
      },
    );
    open.push(answer);
    if (edit.patience === 'cancel') controller.abort();
    if (edit.patience === 'wait') await answer;
    else await pause();
  }
  await Promise.all(open);
  suggester.dispose();
  await client.close();
  expect(problems).toEqual([]);
}

const isStop = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.message === 'Cancelled.');

/** What any suggestion has to be, whatever the text. */
function checkFits({ before, after }: Question, { texts }: Suggestions): void {
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) {
    expect(text.trim()).not.toBe('');
    // The editor puts in line ends as the document has them.
    expect(text).not.toContain('\r');
    // Nothing of a tune's own structure: no new tune, no end of this one.
    expect(text).not.toMatch(/\n\s*\n|\nX:/);
    expect((after + before).includes(text) && after.startsWith(text)).toBe(false);
  }
}

/** The document with the first suggestion put in, where it is still the one that was asked about. */
function accepted(text: Text, asked: Text, { texts: [first] }: Suggestions): Text {
  if (text !== asked || first === undefined) return text;
  return applyEdit(text, { kind: 'insert', text: first });
}

const SETTINGS: SuggestSettings = {
  enabled: true,
  bars: 1,
  temperature: 0.7,
  topP: 0.95,
  candidates: 2,
  constrained: true,
  delay: 0,
};

const EDITS = 50;

test(
  'random edits while suggestions run: no exception, and every suggestion fits the text it is for',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: EDITS, maxLength: EDITS }), (all) =>
        session(all, SETTINGS),
      ),
      { numRuns: Math.ceil(runs(1000) / EDITS) },
    );
  },
);

test(
  'whatever was edited and asked before, an answer is what a fresh start gives',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: 12, maxLength: 12 }), async (all) => {
        const problems: unknown[] = [];
        const client = startWorker();
        const used = startSuggester(client, problems);
        let text = textOf(START[0] ?? '');
        for (const edit of all) {
          text = applyEdit(text, edit);
          const question = questionAt(text, SETTINGS, false);
          if (question !== undefined) await used.suggest(question, new AbortController().signal);
        }
        const question = questionAt(text, SETTINGS, false);
        if (question !== undefined) {
          // Forgets answers, not what the network has read.
          used.clear();
          const other = startWorker();
          const fresh = startSuggester(other, problems);
          const signal = new AbortController().signal;
          expect(await used.suggest(question, signal)).toEqual(await fresh.suggest(question, signal));
          fresh.dispose();
          await other.close();
        }
        used.dispose();
        await client.close();
        expect(problems).toEqual([]);
      }),
      { numRuns: Math.ceil(runs(240) / 12) },
    );
  },
);
