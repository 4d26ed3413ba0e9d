import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createClient } from '../../../src/worker/client.ts';
import { serve, type Handlers } from '../../../src/worker/serve.ts';
import type { Method } from '../../../src/worker/wire.ts';
import { twinPort } from './twin-port.ts';

const methods = {
  work: { parameters: v.object({ name: v.string() }), result: v.string(), progress: v.number() },
} satisfies Record<string, Method>;

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function connected(work: Handlers<typeof methods>['work']) {
  const twin = twinPort();
  serve(methods, { work }, twin.worker, pause);
  const client = createClient(methods, () => twin.host, expect.unreachable);
  return { client, twin };
}

test('answers a call, with progress on the way', async () => {
  const { client } = connected(({ name }, call) => {
    call.progress(0.5);
    return Promise.resolve(`${name} done`);
  });
  const seen: number[] = [];
  expect(await client.call('work', { name: 'a' }, { onProgress: (share) => seen.push(share) })).toBe(
    'a done',
  );
  expect(seen).toEqual([0.5]);
});

test('works on one call at a time, in order', async () => {
  const trace: string[] = [];
  const { client } = connected(async ({ name }) => {
    trace.push(`${name} begins`);
    await pause();
    trace.push(`${name} ends`);
    return name;
  });
  await Promise.all(['a', 'b'].map((name) => client.call('work', { name })));
  expect(trace).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('a call cancelled before its turn never begins', async () => {
  const begun: string[] = [];
  const { client } = connected(async ({ name }) => {
    begun.push(name);
    await pause();
    return name;
  });
  const controller = new AbortController();
  const first = client.call('work', { name: 'first' });
  const second = client.call('work', { name: 'second' }, { signal: controller.signal });
  controller.abort();
  await expect(second).rejects.toMatchObject({ reason: 'cancelled' });
  expect(await first).toBe('first');
  expect(await client.call('work', { name: 'third' })).toBe('third');
  expect(begun).toEqual(['first', 'third']);
});

test('a call and its cancellation that arrive together are seen together', async () => {
  const begun: string[] = [];
  const { client } = connected(({ name }) => {
    begun.push(name);
    return Promise.resolve(name);
  });
  const controller = new AbortController();
  const call = client.call('work', { name: 'typed over' }, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
  await client.call('work', { name: 'next' });
  expect(begun).toEqual(['next']);
});

test('a running call sees its signal', async () => {
  let aborted = false;
  let tellBegun: () => void = expect.unreachable;
  const begun = new Promise<void>((resolve) => (tellBegun = resolve));
  const { client } = connected(async (_, { signal }) => {
    tellBegun();
    while (!signal.aborted) await pause();
    aborted = true;
    throw new Error('stopped');
  });
  const controller = new AbortController();
  const call = client.call('work', { name: 'a' }, { signal: controller.signal });
  await begun;
  controller.abort();
  await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
  await pause();
  await pause();
  expect(aborted).toBe(true);
});

class ModelError extends Error {
  override readonly name = 'ModelError';
}

test.each([
  [new ModelError('weights.bin is cut short; copy the model again.'), 'user'],
  [new TypeError('x is undefined'), 'bug'],
])('errors cross as data: %s is for the %s', async (error, reason) => {
  const { client } = connected(() => Promise.reject(error));
  await expect(client.call('work', { name: 'a' })).rejects.toMatchObject({ reason, message: error.message });
  await expect(client.call('work', { name: 'b' })).rejects.toMatchObject({ reason });
});

test.each([
  [{ kind: 'call', id: 5, method: 'nothing', parameters: {} }, /no method “nothing”/],
  [{ kind: 'call', id: 5, method: 'constructor', parameters: {} }, /no method “constructor”/],
  [{ kind: 'call', id: 5, method: 'work', parameters: { name: 5 } }, /parameters of “work”.*name/],
  [{ kind: 'explode', id: 5 }, /kind/],
])('a message it cannot understand is answered with what is wrong: %j', async (message, expected) => {
  const { twin } = connected(() => Promise.resolve('never'));
  const answers: unknown[] = [];
  twin.host.onMessage((answer) => answers.push(answer));
  twin.host.postMessage(message);
  await pause();
  await pause();
  expect(answers).toMatchObject([{ kind: 'error', id: 5, failure: { reason: 'bug' } }]);
  expect(JSON.stringify(answers)).toMatch(expected);
});

test.each([null, 'call', {}, { kind: 'call', id: -1 }, { kind: 'cancel', id: 12345 }])(
  'a message nobody waits for an answer to is passed over: %j',
  async (message) => {
    const { client, twin } = connected(({ name }) => Promise.resolve(name));
    twin.host.postMessage(message);
    expect(await client.call('work', { name: 'still here' })).toBe('still here');
  },
);
