import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePort } from '../../scripts/ports.mjs';

test('the preferred port, if it is free', async () => {
  const port = await freePort();
  assert.ok(port > 0);
  assert.equal(await freePort(port), port);
});

test('the next free one, if it is not', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address();
  assert.ok((await freePort(port)) > port);
});
