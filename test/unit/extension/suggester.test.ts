import { beforeEach, describe, expect, test } from 'vitest';
import { createSuggester, type Question, type Suggester } from '../../../src/extension/suggest/suggester.ts';
import type { SuggestSettings } from '../../../src/extension/settings.ts';
import type { Continuation } from '../../../src/worker/protocol.ts';

const SETTINGS: SuggestSettings = {
  enabled: true,
  bars: 2,
  temperature: 0.7,
  topP: 0.95,
  candidates: 3,
  constrained: true,
  delay: 75,
};
const question = (before: string, change: Partial<Question> = {}): Question => ({
  before,
  fileHeader: '',
  after: '',
  settings: SETTINGS,
  model: 'irish-folk 0',
  invoked: false,
  ...change,
});
const never = new AbortController().signal;
const candidate = (text: string) => ({ text, logProbability: -1, bars: 2 });

interface Asked {
  readonly before: string;
  readonly candidates: number;
  readonly seed: number;
  readonly quiet: boolean;
  readonly signal: AbortSignal;
  answer(...texts: string[]): void;
  refuse(reason: string): void;
  fail(error: Error): void;
}

/** A world whose clock stands still until it is moved. */
let asked: Asked[];
let time: number;
let sleeping: { readonly until: number; wake(): void }[];
let reported: unknown[];
let suggester: Suggester;

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function pass(millis: number): Promise<void> {
  await settle();
  time += millis;
  for (const sleeper of sleeping) if (sleeper.until <= time) sleeper.wake();
  await settle();
}
function last(): Asked {
  const latest = asked.at(-1);
  if (latest === undefined) throw new Error('the model was not asked');
  return latest;
}

beforeEach(() => {
  [asked, time, sleeping, reported] = [[], 1_000_000, [], []];
  suggester = createSuggester({
    ask: ({ text, offset, candidates, seed }, signal, quiet) =>
      new Promise<Continuation>((resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
        asked.push({
          before: text.slice(0, offset),
          candidates,
          seed,
          quiet,
          signal,
          answer: (...texts) => {
            resolve({ kind: 'continued', candidates: texts.map(candidate), millis: 1 });
          },
          refuse: (reason) => {
            resolve({ kind: 'nothing', reason });
          },
          fail: reject,
        });
      }),
    sleep: (millis, signal) =>
      new Promise((resolve, reject) => {
        sleeping.push({ until: time + millis, wake: resolve });
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
    now: () => time,
    report: (error) => reported.push(error),
  });
});

describe('typing', () => {
  test('the first key after a pause is answered at once, with one candidate', async () => {
    const answer = suggester.suggest(question('GAB '), never);
    await settle();
    expect(last()).toMatchObject({ before: 'GAB ', candidates: 1, quiet: false });
    last().answer('c2d|');
    expect(await answer).toMatchObject({ texts: ['c2d|'] });
  });

  test('while keys come fast, only the last of them is answered', async () => {
    const texts = (before: string) =>
      suggester.suggest(question(before), never).then(
        ({ texts }) => texts,
        () => 'given up',
      );
    const answers = [texts('G')];
    await settle();
    for (const before of ['GA', 'GAB', 'GAB ']) {
      await pass(30);
      answers.push(texts(before));
    }
    await pass(75);
    expect(asked.map(({ before }) => before)).toEqual(['G', 'GAB ']);
    expect(asked[0]?.signal.aborted).toBe(true);
    last().answer('c2d|');
    expect(await Promise.all(answers)).toEqual(['given up', 'given up', 'given up', ['c2d|']]);
  });

  test('into a suggestion is answered from it, without asking and without waiting', async () => {
    void suggester.suggest(question('GAB '), never);
    await settle();
    last().answer('c2d|efg|');
    await settle();
    expect(await suggester.suggest(question('GAB c'), never)).toEqual({ texts: ['2d|efg|'] });
    expect(await suggester.suggest(question('GAB c2'), never)).toEqual({ texts: ['d|efg|'] });
    expect(asked).toHaveLength(1);
  });

  test('something else asks again', async () => {
    void suggester.suggest(question('GAB '), never);
    await settle();
    last().answer('c2d|');
    await pass(100);
    void suggester.suggest(question('GAB e'), never).catch(() => undefined);
    await settle();
    expect(last().before).toBe('GAB e');
  });
});

describe('a command', () => {
  test('is answered at once with several candidates, the one already shown in front', async () => {
    void suggester.suggest(question('GAB '), never);
    await settle();
    last().answer('c2d|');
    await settle();
    const answer = suggester.suggest(question('GAB ', { invoked: true }), never);
    await settle();
    expect(last()).toMatchObject({ candidates: 3, quiet: false });
    last().answer('efg|', 'c2d|', 'gfe|');
    expect(await answer).toMatchObject({ texts: ['c2d|', 'efg|', 'gfe|'] });
  });

  test('for others at the same place gets another seed', async () => {
    void suggester.suggest(question('GAB ', { invoked: true }), never);
    await settle();
    const { seed } = last();
    last().answer('a', 'b', 'c');
    await settle();
    suggester.another();
    void suggester.suggest(question('GAB ', { invoked: true }), never).catch(() => undefined);
    await settle();
    expect(last().seed).not.toBe(seed);
  });

  test('is told why there is nothing', async () => {
    const answer = suggester.suggest(question('% GAB', { invoked: true }), never);
    await settle();
    last().refuse('The cursor is in a comment.');
    expect(await answer).toEqual({ texts: [], reason: 'The cursor is in a comment.' });
  });
});

describe('ahead', () => {
  test('what comes after the shown suggestion is computed when it is quiet, and shown at once after Tab', async () => {
    void suggester.suggest(question('GAB '), never);
    await settle();
    last().answer('c2d|');
    await pass(119);
    expect(asked).toHaveLength(1);
    await pass(1);
    expect(last()).toMatchObject({ before: 'GAB c2d|', candidates: 1, quiet: true });
    last().answer('efg|');
    await settle();
    expect(await suggester.suggest(question('GAB c2d|'), never)).toEqual({ texts: ['efg|'] });
  });

  test('a key pressed meanwhile stops it', async () => {
    void suggester.suggest(question('GAB '), never);
    await settle();
    last().answer('c2d|');
    await pass(120);
    const ahead = last();
    void suggester.suggest(question('GAB e'), never).catch(() => undefined);
    expect(ahead.signal.aborted).toBe(true);
    await settle();
    expect(reported).toEqual([]);
  });

  test('its failure is reported and disturbs nobody', async () => {
    const answer = suggester.suggest(question('GAB '), never);
    await settle();
    last().answer('c2d|');
    await pass(120);
    last().fail(new Error('no memory'));
    await settle();
    expect(await answer).toMatchObject({ texts: ['c2d|'] });
    expect(reported).toHaveLength(1);
  });
});

test('the editor cancelling a question aborts it and keeps nothing', async () => {
  const controller = new AbortController();
  const answer = suggester.suggest(question('GAB '), controller.signal);
  await settle();
  controller.abort();
  await expect(answer).rejects.toThrow();
  expect(last().signal.aborted).toBe(true);
});

test('a suggestion that repeats the following line is dropped', async () => {
  const answer = suggester.suggest(question('GAB c2d|', { after: '\nefg gfe|dBG A3|' }), never);
  await settle();
  last().answer('efg gfe|', '\nefg gfe|dBG A3|');
  expect(await answer).toMatchObject({ texts: [] });
});

test.each(['model', 'settings'] as const)('another %s asks again at the same place', async (what) => {
  void suggester.suggest(question('GAB '), never);
  await settle();
  last().answer('c2d|');
  await settle();
  const change = { model: { model: 'mine 1' }, settings: { settings: { ...SETTINGS, bars: 4 } } }[what];
  void suggester.suggest(question('GAB ', change), never).catch(() => undefined);
  await pass(75);
  expect(asked).toHaveLength(2);
});

test('forgetting asks again', async () => {
  void suggester.suggest(question('GAB '), never);
  await settle();
  last().answer('c2d|');
  await settle();
  suggester.clear();
  void suggester.suggest(question('GAB '), never).catch(() => undefined);
  await pass(75);
  expect(asked).toHaveLength(2);
});
