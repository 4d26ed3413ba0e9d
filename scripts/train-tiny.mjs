/**
 * Trains the tiny model that tests read, on the project's own examples: `npm run train:tiny`. It knows notation and
 * a few tunes by heart; what it composes is of no use to anybody.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'models', 'tiny');
const training = spawnSync(
  process.execPath,
  [
    ...[join(root, 'dist', 'cli.js'), 'train', join(root, 'examples')],
    ...['--valid', join(root, 'examples'), '--out', folder, '--name', 'tiny'],
    ...['--layers', '1', '--units', '72', '--embedding', '16', '--seq', '64', '--batch', '4'],
    ...['--dropout', '0', '--rate', '0.005', '--epochs', '300', '--threads', '1'],
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
// Ten seconds of work need not be gone on from.
rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
process.exit(training.status ?? 1);
