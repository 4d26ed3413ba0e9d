import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import * as v from 'valibot';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { portOf } from '../../../src/extension/node-port.ts';
import { createClient, type Client } from '../../../src/worker/client.ts';
import type { Method } from '../../../src/worker/wire.ts';

/** The same wire over a real thread: what the in-memory twin stands for. */
const methods = {
  run: {
    parameters: v.picklist(['answer', 'throw', 'exit', 'forever', 'crash']),
    result: v.string(),
    progress: v.never(),
  },
} satisfies Record<string, Method>;

const WORKER = `
  import * as v from 'valibot';
  import { parentPort } from 'node:worker_threads';
  import { serve } from './src/worker/serve.ts';
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  serve(
    { run: { parameters: v.string(), result: v.string(), progress: v.never() } },
    {
      run: async (what, { signal }) => {
        if (what === 'throw') throw new Error('inside');
        if (what === 'exit') process.exit(3);
        if (what === 'crash') setImmediate(() => { throw new Error('outside any call'); });
        while (what !== 'answer') { await pause(); signal.throwIfAborted(); }
        return 'here';
      },
    },
    {
      postMessage: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', listener),
    },
    pause,
  );
`;

let code: string;
let problems: string[];
let client: Client<typeof methods>;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: WORKER, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  code = outputFiles[0]?.text ?? '';
});

function start(): Client<typeof methods> {
  problems = [];
  client = createClient(
    methods,
    () => portOf(new Worker(code, { eval: true })),
    (problem) => problems.push(problem),
  );
  return client;
}
afterEach(() => client.close());

test('answers', async () => {
  expect(await start().call('run', 'answer')).toBe('here');
});

test('an error inside a call is data; the thread lives on', async () => {
  await expect(start().call('run', 'throw')).rejects.toMatchObject({ reason: 'bug', message: 'inside' });
  expect(await client.call('run', 'answer')).toBe('here');
  expect(problems).toEqual([]);
});

test.each(['exit', 'crash'] as const)('a thread that dies (%s) is started anew', async (how) => {
  const waiting = [start().call('run', how), client.call('run', 'answer')];
  for (const call of waiting) await expect(call).rejects.toMatchObject({ reason: 'crashed' });
  expect(problems).toHaveLength(1);
  expect(await client.call('run', 'answer')).toBe('here');
});

test('cancelling reaches a call that is at work, and the next one is answered', async () => {
  const controller = new AbortController();
  const call = start().call('run', 'forever', { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
  expect(await client.call('run', 'answer')).toBe('here');
});

test('closing ends a call that is at work', async () => {
  const call = start().call('run', 'forever');
  await Promise.all([expect(call).rejects.toMatchObject({ reason: 'closed' }), client.close()]);
});
