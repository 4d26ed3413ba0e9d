/**
 * Trains the bundled model: `npm run train:bundled -- DATA_DIR [OPTION…]`, where DATA_DIR holds train.abc and
 * valid.abc. The recipe is in src/training/recipe.ts and below; options are those of `tunewright train`, `--resume`
 * among them, and take the place of those below. The weights kept are the best ones on valid.abc.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [data, ...options] = process.argv.slice(2);
if (data === undefined || data.startsWith('-')) {
  console.error('usage: npm run train:bundled -- DATA_DIR [OPTION…], DATA_DIR with train.abc and valid.abc');
  process.exit(2);
}
const size = ['--units', '384', '--dropout', '0.15'];
const hasLength = options.some((option) => /^--(minutes|epochs)(=|$)/.test(option));
const length = hasLength ? [] : ['--minutes', '88'];
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
    ...['--credits', join(root, 'scripts', 'bundled-credits.json')],
    ...[...size, ...length, ...options],
  ],
  { stdio: 'inherit' },
);
process.exit(training.status ?? 1);
