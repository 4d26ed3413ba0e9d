/** The tests' own guard bites: whatever runs in the extension host or its workers reaches this machine alone. */
import assert from 'node:assert/strict';
import * as http from 'node:http';
import * as net from 'node:net';
import { Worker } from 'node:worker_threads';

/** An address set aside for documentation (RFC 5737): nobody is there. */
const ELSEWHERE = '192.0.2.1';
const REFUSED = /refused, this machine only/;

const failure = (emitter: NodeJS.EventEmitter): Promise<string> =>
  new Promise((resolve) => emitter.once('error', (error: unknown) => resolve(String(error))));

suite('network', () => {
  test('a connection to another machine is refused', async () => {
    assert.match(await failure(net.connect(80, ELSEWHERE)), REFUSED);
    assert.match(await failure(http.get(`http://${ELSEWHERE}/`)), REFUSED);
    const error: unknown = await fetch('http://example.invalid/').catch((cause: unknown) => cause);
    assert.ok(error instanceof Error);
    assert.match(String(error.cause), REFUSED);
  });

  test('in a worker too', async () => {
    const worker = new Worker(`require('node:net').connect(80, '${ELSEWHERE}')`, { eval: true });
    assert.match(await failure(worker), REFUSED);
  });

  test('this machine can be reached', async () => {
    const server = net.createServer((socket) => socket.end('here')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const answer = await new Promise((resolve) =>
      net.connect(address.port, '127.0.0.1').on('data', (data) => resolve(String(data))),
    );
    server.close();
    assert.equal(answer, 'here');
  });
});
