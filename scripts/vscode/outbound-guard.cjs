/**
 * Loaded into every Node process of the server, its extension host and its workers: writes down each
 * attempt to reach another machine, and lets none through.
 */
'use strict';
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const log = process.env.TUNEWRIGHT_OUTBOUND_LOG;

function refuse(what) {
  fs.appendFileSync(log, `${what} (process ${process.pid}: ${process.argv.slice(1, 4).join(' ')})\n`);
  return Object.assign(new Error(`${what}: refused, this machine only`), { code: 'ENETUNREACH' });
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // net.connect() hands over its arguments already put in order, as an array of its own.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const options = typeof first === 'object' && first !== null ? first : { port: first, host: second };
  const local =
    Boolean(options.path) || typeof first === 'string' || LOOPBACK.test(options.host || 'localhost');
  if (local) return connect.apply(this, args);
  process.nextTick(() => this.destroy(refuse(`connect ${options.host}:${options.port}`)));
  return this;
};

const { lookup } = dns;
dns.lookup = function (host, ...rest) {
  if (!host || net.isIP(host) || LOOPBACK.test(host)) return lookup.call(this, host, ...rest);
  const callback = rest.at(-1);
  process.nextTick(() => callback(refuse(`look up ${host}`)));
};
