/**
 * The product as a user meets it, for a test: a throwaway profile with the packaged extension, a real
 * VS Code and a browser that shows it. Whatever leaves the machine is written down on the way.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { freePort } from '../ports.mjs';
import { stop } from '../processes.mjs';
import { vsixPath } from '../project.mjs';
import { findChromium } from './chromium.mjs';
import { ensureCodeServer } from './install.mjs';
import { createProfile, removeProfile } from './profile.mjs';
import { installExtension, startServer, workbenchUrl } from './server.mjs';

const OUTBOUND_GUARD = fileURLToPath(new URL('outbound-guard.cjs', import.meta.url));

/** Names resolve to nothing: a request that VS Code's service worker does not answer itself goes nowhere. */
const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Webviews live under a host name of this kind, which the workbench's service worker answers. */
const WEBVIEW_HOST = /\.vscode-(resource\.vscode-)?cdn\.net$/;

/**
 * @param {{ vsix?: string, files?: Record<string, string>, settings?: object,
 *   env?: Record<string, string>, inHostTests?: boolean }} [options] inHostTests: allow tests inside
 *   the extension host; the workbench then hides its notifications
 */
export async function startSession({
  vsix = vsixPath(),
  files,
  settings,
  env = {},
  inHostTests = false,
} = {}) {
  const installation = await ensureCodeServer(console.log);
  const profile = createProfile({ files, settings });
  const outboundLog = join(profile.folder, 'outbound.log');
  await installExtension(installation, profile, vsix);
  const server = await startServer(installation, profile, {
    port: await freePort(),
    options: inHostTests ? ['--vscode-option', 'enable-smoke-test-driver'] : [],
    nodeOptions: ['--require', OUTBOUND_GUARD],
    env: { ...env, TUNEWRIGHT_OUTBOUND_LOG: outboundLog },
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: BROWSER_ARGUMENTS,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const requests = recordRequests(context);

  return {
    profile,
    context,
    log: server.log,
    host: server.host,
    path: (name) => join(profile.workspace, name),
    read: (name) => readFileSync(join(profile.workspace, name), 'utf8'),
    /** What has left this machine so far: connections of the server's processes, requests of the browser. */
    outbound: () => [
      ...(existsSync(outboundLog) ? readFileSync(outboundLog, 'utf8').trim().split('\n') : []),
      ...requests,
    ],
    url: ({ open = [], payload = [] } = {}) =>
      workbenchUrl(server.host, {
        folder: profile.workspace,
        open: open.map((name) => join(profile.workspace, name)),
        payload,
      }),
    async close() {
      await browser.close();
      await stop(server.child);
      removeProfile(profile);
    },
  };
}

function recordRequests(context) {
  const requests = [];
  context.on('request', (request) => {
    const { protocol, hostname, href } = new URL(request.url());
    const local = hostname === '127.0.0.1' || WEBVIEW_HOST.test(hostname);
    if (/^(https?|wss?):$/.test(protocol) && !local) requests.push(href);
  });
  return requests;
}
