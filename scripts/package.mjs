/** Packages what is built into dist/tunewright-<version>.vsix: `npm run package`, after `npm run build`. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { PROJECT, vsixPath } from './project.mjs';

/** With one moment for all times written into the archive, the same sources give the same bytes. */
process.env.SOURCE_DATE_EPOCH ??= '1767225600'; // 2026-01-01T00:00:00Z

const path = vsixPath();
const unfinished = `${path}.unfinished`;
mkdirSync(dirname(path), { recursive: true });
try {
  await createVSIX({
    cwd: PROJECT,
    packagePath: unfinished,
    dependencies: false, // esbuild has bundled them
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  renameSync(unfinished, path);
  console.log(`Packaged ${relative(PROJECT, path)}`);
} catch (error) {
  rmSync(unfinished, { force: true });
  console.error(`Packaging failed: ${error.message}`);
  process.exitCode = 1;
}
