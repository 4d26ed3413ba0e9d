import { expect, test } from 'vitest';
import {
  createRepairAnswers,
  type Repair,
  type RepairQuestion,
  repairTitle,
} from '../../../src/extension/diagnostics/repair-answers.ts';

const bar = (offset: number): RepairQuestion => ({ text: 'X:1\nK:C\nCDE|', fileHeader: '', offset });
const repair = (text: string): Repair => ({ edits: [{ start: 0, end: 0, text }], bar: text });

/** A composer that answers when it is told to, and a patience that ends when it is told to. */
function world() {
  const asked: {
    offset: number;
    signal: AbortSignal;
    answer: (repairs: Repair[]) => void;
    fail: () => void;
  }[] = [];
  const failures: unknown[] = [];
  let lose: () => void = () => undefined;
  const answers = createRepairAnswers({
    ask: ({ offset }, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')));
        asked.push({
          offset,
          signal,
          answer: (repairs) => resolve({ repairs }),
          fail: () => reject(new Error('no model')),
        });
      }),
    patience: () =>
      new Promise((resolve) => {
        lose = resolve;
      }),
    failed: (error) => void failures.push(error),
  });
  return { asked, failures, answers, losePatience: () => lose() };
}

const { signal } = new AbortController();

test('what the composer answers is remembered', async () => {
  const { asked, answers } = world();
  const first = answers.of(bar(8), signal);
  asked[0]?.answer([repair('CDEF')]);
  expect(await first).toEqual([repair('CDEF')]);
  expect(await answers.of(bar(8), signal)).toEqual([repair('CDEF')]);
  expect(asked).toHaveLength(1);
});

test('nobody waits for ever; the late answer is there the next time', async () => {
  const { asked, answers, losePatience } = world();
  const first = answers.of(bar(8), signal);
  losePatience();
  expect(await first).toEqual([]);
  const second = answers.of(bar(8), signal);
  asked[0]?.answer([repair('CDEF')]);
  expect(await second).toEqual([repair('CDEF')]);
  expect(asked).toHaveLength(1);
});

test('a question about another bar ends the one before', async () => {
  const { asked, answers } = world();
  const first = answers.of(bar(8), signal);
  const second = answers.of(bar(20), signal);
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[1]?.answer([repair('GABc')]);
  expect(await first).toEqual([]);
  expect(await second).toEqual([repair('GABc')]);
});

test('who no longer wants the answer stops the work, and may ask again', async () => {
  const { asked, answers, failures } = world();
  const cursor = new AbortController();
  const first = answers.of(bar(8), cursor.signal);
  cursor.abort();
  expect(await first).toEqual([]);
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(await answers.of(bar(8), cursor.signal)).toEqual([]);
  const again = answers.of(bar(8), signal);
  asked[1]?.answer([repair('CDEF')]);
  expect(await again).toEqual([repair('CDEF')]);
  expect(failures).toEqual([]);
});

test('a composer that fails is told of once a question, and leaves no repair', async () => {
  const { asked, answers, failures } = world();
  const first = answers.of(bar(8), signal);
  asked[0]?.fail();
  expect(await first).toEqual([]);
  expect(failures).toHaveLength(1);
  const again = answers.of(bar(8), signal);
  asked[1]?.answer([repair('CDEF')]);
  expect(await again).toEqual([repair('CDEF')]);
});

test('closing stops the work', async () => {
  const { asked, answers } = world();
  const first = answers.of(bar(8), signal);
  answers.dispose();
  expect(await first).toEqual([]);
  expect(asked[0]?.signal.aborted).toBe(true);
});

test('a title shows the bar on one line, and no more than fits', () => {
  expect(repairTitle(repair('CDEF\n  GABc'))).toBe('Fix the bar: CDEF GABc');
  expect(repairTitle(repair('C/D/E/F/'.repeat(20)))).toMatch(/^Fix the bar: .{59}…$/);
});
