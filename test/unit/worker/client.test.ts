import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { createClient, type Client } from '../../../src/worker/client.ts';
import type { Method } from '../../../src/worker/wire.ts';
import { twinPort, type TwinPort } from './twin-port.ts';

const methods = {
  double: { parameters: v.number(), result: v.number(), progress: v.string() },
} satisfies Record<string, Method>;

let twins: TwinPort[];
let problems: string[];
let client: Client<typeof methods>;
const twin = (): TwinPort => {
  const last = twins.at(-1);
  if (last === undefined) throw new Error('no worker was started');
  return last;
};
const answer = (message: unknown): void => {
  twin().worker.postMessage(message);
};
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  twins = [];
  problems = [];
  client = createClient(
    methods,
    () => {
      const fresh = twinPort();
      twins.push(fresh);
      return fresh.host;
    },
    (problem) => problems.push(problem),
  );
});

describe('answers', () => {
  test('go to the call they belong to, in whatever order they come', async () => {
    const calls = [client.call('double', 1), client.call('double', 2), client.call('double', 3)];
    answer({ kind: 'ok', id: 3, value: 6 });
    answer({ kind: 'ok', id: 1, value: 2 });
    answer({ kind: 'ok', id: 2, value: 4 });
    expect(await Promise.all(calls)).toEqual([2, 4, 6]);
  });

  test('of the wrong type reject the call and say where', async () => {
    const call = client.call('double', 1);
    answer({ kind: 'ok', id: 1, value: 'two' });
    await expect(call).rejects.toMatchObject({
      reason: 'bug',
      message: expect.stringContaining('The answer to “double” was not understood') as string,
    });
  });

  test('that nobody waits for are dropped', async () => {
    const call = client.call('double', 1);
    answer({ kind: 'ok', id: 99, value: 0 });
    answer({ kind: 'ok', id: 1, value: 2 });
    answer({ kind: 'ok', id: 1, value: 3 });
    expect(await call).toBe(2);
    await settle();
    expect(problems).toEqual([]);
  });

  test('carry a failure as data: the reason, one line, and the stack for the log', async () => {
    const call = client.call('double', 1);
    answer({
      kind: 'error',
      id: 1,
      failure: { reason: 'user', message: 'Too big; try less.', detail: 'at …' },
    });
    await expect(call).rejects.toMatchObject({
      reason: 'user',
      message: 'Too big; try less.',
      detail: 'at …',
    });
  });

  test.each([null, 7, 'ok', {}, { kind: 'ok' }, { kind: 'ok', id: 0 }, { kind: 'nonsense', id: 1 }, []])(
    'that are malformed are reported, and the call goes on waiting: %j',
    async (message) => {
      const call = client.call('double', 1);
      answer(message);
      await settle();
      expect(problems).toHaveLength(1);
      answer({ kind: 'ok', id: 1, value: 2 });
      expect(await call).toBe(2);
    },
  );
});

test('progress is handed on in order; progress of the wrong type is reported instead', async () => {
  const seen: string[] = [];
  const call = client.call('double', 1, { onProgress: (progress) => seen.push(progress) });
  answer({ kind: 'progress', id: 1, value: 'half' });
  answer({ kind: 'progress', id: 1, value: 0.75 });
  answer({ kind: 'progress', id: 1, value: 'nearly' });
  answer({ kind: 'ok', id: 1, value: 2 });
  await call;
  expect(seen).toEqual(['half', 'nearly']);
  expect(problems).toHaveLength(1);
});

describe('cancelling', () => {
  test('rejects at once and tells the worker', async () => {
    const controller = new AbortController();
    const call = client.call('double', 1, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
    expect(twin().sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
  });

  test('a patient call waits for the worker to put its things in order', async () => {
    const controller = new AbortController();
    const call = client.call('double', 1, { signal: controller.signal, patient: true });
    controller.abort();
    await settle();
    expect(twin().sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
    answer({ kind: 'error', id: 1, failure: { reason: 'cancelled', message: 'Saved.' } });
    await expect(call).rejects.toMatchObject({ reason: 'cancelled', message: 'Saved.' });
  });

  test('before the call sends nothing at all', async () => {
    const call = client.call('double', 1, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
    expect(twins).toEqual([]);
  });

  test('after the answer sends nothing', async () => {
    const controller = new AbortController();
    const call = client.call('double', 1, { signal: controller.signal });
    answer({ kind: 'ok', id: 1, value: 2 });
    await call;
    controller.abort();
    expect(twin().sent).toHaveLength(1);
  });
});

describe('closing', () => {
  test('rejects what is pending, ends the worker, and refuses further calls', async () => {
    const call = client.call('double', 1);
    await Promise.all([expect(call).rejects.toMatchObject({ reason: 'closed' }), client.close()]);
    expect(twin().terminated()).toBe(true);
    await expect(client.call('double', 2)).rejects.toMatchObject({ reason: 'closed' });
    expect(twins).toHaveLength(1);
  });

  test('is not mistaken for a crash', async () => {
    void client.call('double', 1).catch(() => undefined);
    const worker = twin();
    await client.close();
    worker.exit(1);
    expect(problems).toEqual([]);
  });

  test('without a worker starts none', async () => {
    await client.close();
    expect(twins).toEqual([]);
  });
});

describe('a worker that dies', () => {
  test.each([
    ['with an error', (port: TwinPort) => port.crash(new Error('boom'))],
    ['by exiting', (port: TwinPort) => port.exit(137)],
  ])('%s rejects all that waited, once reported, and is started anew at the next call', async (_, die) => {
    const calls = [client.call('double', 1), client.call('double', 2)];
    const first = twin();
    die(first);
    first.exit(1);
    for (const call of calls) await expect(call).rejects.toMatchObject({ reason: 'crashed' });
    expect(problems).toHaveLength(1);
    expect(first.terminated()).toBe(true);

    const again = client.call('double', 3);
    expect(twins).toHaveLength(2);
    answer({ kind: 'ok', id: 3, value: 6 });
    expect(await again).toBe(6);
  });
});
