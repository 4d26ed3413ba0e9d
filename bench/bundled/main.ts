/**
 * Evaluates a model from the files: `npm run evaluate:bundled -- DATA_DIR`, where DATA_DIR holds train.abc, which the
 * model was trained on, and valid.abc, which it was not.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { flag, integer, number, readArguments, text } from '../../src/cli/options.ts';
import { readModel } from '../../src/model/folder.ts';
import { nodeEngine } from '../../src/node/engines.ts';
import { modelFilesOn } from '../../src/node/model-files.ts';
import { UserError } from '../../src/node/user-error.ts';
import { evaluateModel } from './evaluation.ts';
import { tunesIn } from './human.ts';
import { reportText } from './report.ts';

const OPTIONS = {
  model: text(undefined),
  unseen: text(undefined),
  count: integer({ min: 1, max: 10_000 }, 200),
  temperature: number({ min: 0, max: 5 }, 0.7),
  'top-p': number({ min: 0.01, max: 1 }, 0.95),
  seed: integer({ min: 0, max: 2 ** 32 - 1 }, 1),
  'no-echo': flag,
  json: flag,
};
const USAGE =
  'usage: npm run evaluate:bundled -- DATA_DIR [--model DIR] [--unseen FILE] [--count 200] ' +
  '[--temperature 0.7] [--top-p 0.95] [--seed 1] [--no-echo] [--json], DATA_DIR with train.abc and valid.abc';

async function main(argv: readonly string[]): Promise<void> {
  const { values, paths } = readArguments(argv, OPTIONS);
  const [data, ...others] = paths;
  if (data === undefined || others.length > 0) throw new UserError(USAGE);
  const began = performance.now();
  const training = await tunesIn(join(data, 'train.abc'));
  const unseen = await tunesIn(values.unseen ?? join(data, 'valid.abc'));
  const model = await readModel(modelFilesOn(values.model ?? join(__dirname, '..', 'models', 'irish-folk')));
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir: __dirname });
  const report = await evaluateModel({
    model,
    engine,
    training,
    unseen,
    count: values.count,
    drawing: {
      temperature: values.temperature,
      topP: values['top-p'],
      seed: values.seed,
      echo: !values['no-echo'],
    },
    say: (line) => console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`),
  });
  engine.dispose();
  console.log(values.json ? JSON.stringify(report, null, 2) : reportText(report));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
