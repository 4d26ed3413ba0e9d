/** TCP ports of this machine's loopback address. */
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
const ATTEMPTS = 50;

/** @returns {Promise<number | undefined>} the port, if it could be had; 0 asks the system for any */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => {
      const { port: bound } = server.address();
      server.close(() => resolve(bound));
    });
  });
}

/**
 * The first free port from a preferred one on.
 *
 * @param {number} [preferred] 0: any port will do
 */
export async function freePort(preferred = 0) {
  for (let port = preferred; port < preferred + ATTEMPTS; port++) {
    const free = await tryPort(port);
    if (free !== undefined) return free;
  }
  const any = await tryPort(0);
  if (any === undefined) throw new Error(`No free port on ${LOOPBACK}.`);
  return any;
}
