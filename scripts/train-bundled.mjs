/**
 * Trains the bundled model: `npm run train:bundled -- DATA_DIR [OPTION…]`, where DATA_DIR holds train.abc and
 * valid.abc. The recipe is in src/training/recipe.ts; options are those of `tunewright train`, `--resume` among
 * them. The weights kept are the best ones on valid.abc.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [data, ...options] = process.argv.slice(2);
if (data === undefined || data.startsWith('-')) {
  console.error('usage: npm run train:bundled -- DATA_DIR [OPTION…], DATA_DIR with train.abc and valid.abc');
  process.exit(2);
}
const root = join(import.meta.dirname, '..');
const training = spawnSync(
  process.execPath,
  [
    ...[join(root, 'dist', 'cli.js'), 'train', join(data, 'train.abc')],
    ...[
      '--valid',
      join(data, 'valid.abc'),
      '--out',
      join(root, 'models', 'irish-folk'),
      '--name',
      'irish-folk',
    ],
    ...['--credits', join(root, 'scripts', 'bundled-credits.json'), ...options],
  ],
  { stdio: 'inherit' },
);
process.exit(training.status ?? 1);
