import { beforeEach, describe, expect, test } from 'vitest';
import type { Section } from '../../../src/abc/book.ts';
import { noteAt, stillTrue } from '../../../src/extension/surprise/drawing.ts';
import { createReadings, type Readings } from '../../../src/extension/surprise/readings.ts';
import { shadeOf } from '../../../src/extension/surprise/shades.ts';
import {
  alternativesText,
  chanceOf,
  percent,
  shadeLabel,
  surpriseLine,
} from '../../../src/extension/surprise/wording.ts';
import type { Surprise } from '../../../src/worker/protocol.ts';

describe('shades', () => {
  test.each([
    // bits, shaded from 1 in so many, shade
    [0, 8, null],
    [2.99, 8, null],
    [3, 8, 1],
    [4.99, 8, 1],
    [5, 8, 2],
    [7, 8, 3],
    [9, 8, 4],
    [11, 8, 5],
    [40, 8, 5],
    [0, 1, 1],
    [9.9, 1024, null],
    [10, 1024, 1],
    [null, 8, 5],
  ])('%f bits, shaded from 1 in %i, is shade %j', (bits, from, shade) => {
    expect(shadeOf(bits, from)).toBe(shade);
  });

  test('each shade of the legend is a quarter as likely as the one before', () => {
    expect(shadeLabel(1, 8)).toBe('from 1 in 8');
    expect(shadeLabel(2, 8)).toBe('from 1 in 32');
    expect(shadeLabel(5, 8)).toBe('from 1 in 2,048');
  });
});

describe('wording', () => {
  test.each([
    [0, '100 %'],
    [0.3, '81 %'],
    [3, '13 %'],
    [5.32, '1 in 40'],
    [11.7, '1 in 3,300'],
    [19.9, '1 in 980,000'],
    [60, 'under 1 in a million'],
  ])('a chance of %f bits is %s', (bits, words) => {
    expect(chanceOf(bits)).toBe(words);
  });

  test.each([
    [0.314, '31 %'],
    [0.0042, '0.4 %'],
    [0.0001, 'under 0.1 %'],
  ])('%f is %s', (probability, words) => {
    expect(percent(probability)).toBe(words);
  });

  test('the first line tells the chance and the bits, or that the model does not know the note', () => {
    expect(surpriseLine(5.32)).toBe('**Surprise:** 1 in 40 · 5.3 bits');
    expect(surpriseLine(null)).toBe('**Surprise:** the model has never seen such a note');
  });

  const linkTo = (text: string): string => `command:put?${text}`;

  test('notes come with a link each, those that are likelier first', () => {
    const found = {
      alternatives: [
        { text: 'd2', probability: 0.31 },
        { text: '^c2', probability: 0.02 },
      ],
      otherLength: null,
    };
    expect(alternativesText(found, 5, linkTo)).toBe(
      'Likelier here: [`d2`](command:put?d2 "Put d2 in its place") 31 %\n\n' +
        'Also possible: [`^c2`](command:put?^c2 "Put ^c2 in its place") 2 %',
    );
  });

  test('notes that are no likelier are said to be others', () => {
    const found = { alternatives: [{ text: 'd', probability: 0.1 }], otherLength: null };
    expect(alternativesText(found, 1, linkTo)).toMatch(/^Also possible: /);
  });

  test('a note of another length is told, but has no link: it would change the bar', () => {
    const found = {
      alternatives: [{ text: 'd3', probability: 0.01 }],
      otherLength: { text: 'd', probability: 0.5 },
    };
    expect(alternativesText(found, 4, linkTo)).toMatch(/\n\nLikeliest of all, in another length: `d` 50 %$/);
    expect(alternativesText(found, 0.5, linkTo)).not.toMatch(/another length/);
  });

  test('nothing is said where nothing could stand', () => {
    expect(alternativesText({ alternatives: [], otherLength: null }, null, linkTo)).toBe('');
  });
});

describe('drawing', () => {
  const notes = [
    { start: 10, end: 12, bits: 1 },
    { start: 12, end: 13, bits: 2 },
    { start: 20, end: 21, bits: null },
  ];

  test('after an edit, notes that end before it keep what was said of them', () => {
    expect(stillTrue(notes, 13).map(({ start }) => start)).toEqual([10]);
    expect(stillTrue(notes, 14).map(({ start }) => start)).toEqual([10, 12]);
    expect(stillTrue(notes, 0)).toEqual([]);
  });

  test.each([
    [9, undefined],
    [10, 10],
    [11, 10],
    [12, 12],
    [13, 12],
    [14, undefined],
    [21, 20],
  ])('the note at offset %i starts at %s', (offset, start) => {
    expect(noteAt(notes, offset)?.start).toBe(start);
  });
});

describe('readings', () => {
  interface Asked {
    readonly text: string;
    readonly signal: AbortSignal;
    answer(): Promise<void>;
    fail(error: Error): Promise<void>;
  }
  let asked: Asked[];
  let slept: number[];
  let answered: number;
  let failures: unknown[];
  let model: string;
  let readings: Readings;

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const tune = (text: string, fileHeader = '') => ({
    section: { kind: 'tune', text } as Section,
    fileHeader,
  });
  const surpriseOf = (text: string): Surprise => ({
    notes: [{ start: 0, end: text.length, bits: 1 }],
    complete: true,
  });

  beforeEach(() => {
    [asked, slept, answered, failures, model] = [[], [], 0, [], 'irish-folk'];
    readings = createReadings({
      ask: ({ text }, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
          asked.push({
            text,
            signal,
            answer: () => {
              resolve(surpriseOf(text));
              return settle();
            },
            fail: (error) => {
              reject(error);
              return settle();
            },
          });
        }),
      sleep: (millis) => {
        slept.push(millis);
        return Promise.resolve();
      },
      model: () => model,
      answered: () => answered++,
      failed: (error) => failures.push(error),
    });
  });

  test('tunes are read one after the other, each once', async () => {
    const [a, b] = [tune('A'), tune('B')];
    readings.read([a, b, a], 300);
    await settle();
    expect(slept).toEqual([300]);
    expect(asked.map(({ text }) => text)).toEqual(['A']);
    expect(readings.of(a)).toBeUndefined();
    await asked[0]?.answer();
    expect(readings.of(a)).toEqual(surpriseOf('A'));
    expect(asked.map(({ text }) => text)).toEqual(['A', 'B']);
    await asked[1]?.answer();
    expect(asked).toHaveLength(2);
    expect(answered).toBe(2);
    readings.read([a, b], 0);
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('another text, another file header and another model are read anew', async () => {
    const a = tune('A');
    readings.read([a], 0);
    await settle();
    await asked[0]?.answer();
    expect(readings.of(tune('A'))).toBeUndefined();
    expect(readings.of({ ...a, fileHeader: 'L:1/4' })).toBeUndefined();
    model = 'mine';
    expect(readings.of(a)).toBeUndefined();
    readings.read([a], 0);
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('a newer question takes the place of one under way; the same one does not', async () => {
    const [a, b] = [tune('A'), tune('B')];
    readings.read([a], 0);
    await settle();
    readings.read([a], 0);
    await settle();
    expect(asked).toHaveLength(1);
    readings.read([b], 0);
    await settle();
    expect(asked.map(({ text, signal }) => [text, signal.aborted])).toEqual([
      ['A', true],
      ['B', false],
    ]);
    expect(failures).toEqual([]);
  });

  test('what is stopped is neither told nor a failure, and can be asked again', async () => {
    const a = tune('A');
    readings.read([a], 0);
    await settle();
    readings.stop();
    await settle();
    expect([answered, failures]).toEqual([0, []]);
    readings.read([a], 0);
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('a failure is told once, however often the same tune is looked at', async () => {
    const a = tune('A');
    readings.read([a], 0);
    await settle();
    await asked[0]?.fail(new Error('no such model'));
    readings.read([a], 0);
    await settle();
    expect(failures).toEqual([new Error('no such model')]);
    expect(asked).toHaveLength(1);
  });
});
