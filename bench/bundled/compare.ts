/**
 * Trains recipes that the bundled model might have had, each for the same few passes, and prints what each gave on
 * tunes that it was not trained on: `npm run compare:bundled -- DATA_DIR`. Hours of work for one core; checkpoints
 * and results lie in out/compare, so that the same command goes on where it was stopped.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as v from 'valibot';
import { integer, readArguments, text } from '../../src/cli/options.ts';
import { pause } from '../../src/cli/pause.ts';
import { parameterCount } from '../../src/model/weights.ts';
import { checkpointFilesOn } from '../../src/node/checkpoint-files.ts';
import { nodeEngine } from '../../src/node/engines.ts';
import { UserError } from '../../src/node/user-error.ts';
import { train } from '../../src/training/run.ts';
import { tunesIn } from './human.ts';
import { VARIANTS, type Variant } from './variants.ts';

const OPTIONS = {
  epochs: integer({ min: 1, max: 10_000 }, 4),
  out: text(join(__dirname, '..', 'out', 'compare')),
  only: text(''),
};
const USAGE =
  'usage: npm run compare:bundled -- DATA_DIR [--epochs 4] [--out DIR] [--only NAME,…], DATA_DIR with train.abc and valid.abc';

const Result = v.object({
  name: v.string(),
  epochs: v.number(),
  parameters: v.number(),
  minutes: v.number(),
  bitsPerCharacter: v.number(),
  musicBitsPerCharacter: v.number(),
  trainingBitsPerCharacter: v.number(),
  top1: v.number(),
});
type Result = v.InferOutput<typeof Result>;

interface Comparison {
  readonly tunes: readonly string[];
  readonly validation: readonly string[];
  readonly epochs: number;
  readonly out: string;
}

async function main(argv: readonly string[]): Promise<void> {
  const { values, paths } = readArguments(argv, OPTIONS);
  const [data, ...others] = paths;
  if (data === undefined || others.length > 0) throw new UserError(USAGE);
  const canonical = async (file: string): Promise<string[]> =>
    (await tunesIn(join(data, file))).map((tune) => tune.text);
  const comparison = {
    tunes: await canonical('train.abc'),
    validation: await canonical('valid.abc'),
    epochs: values.epochs,
    out: values.out,
  };
  const chosen = VARIANTS.filter(({ name }) => values.only === '' || values.only.split(';').includes(name));
  const results: Result[] = [];
  for (const variant of chosen) results.push(await resultOf(variant, comparison));
  console.log(tableOf(results));
}

/** The result of a variant, from the file that an earlier run left or by training. */
async function resultOf(variant: Variant, comparison: Comparison): Promise<Result> {
  const folder = join(comparison.out, `${variant.name.replace(/[^0-9a-z.×]+/g, '-')}, ${comparison.epochs}`);
  const file = join(folder, 'result.json');
  const earlier = await readFile(file, 'utf8').catch(() => null);
  if (earlier !== null) return v.parse(Result, JSON.parse(earlier));
  await mkdir(folder, { recursive: true });
  const result = await trained(variant, comparison, folder);
  await writeFile(file, JSON.stringify(result, null, 2));
  console.error(
    `${variant.name}: ${result.bitsPerCharacter.toFixed(3)} bits in ${result.minutes.toFixed(1)} min`,
  );
  return result;
}

async function trained(variant: Variant, comparison: Comparison, folder: string): Promise<Result> {
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir: __dirname });
  const { tunes, validation, epochs } = comparison;
  const { name, recipe } = variant;
  const { model, record } = await train(
    { name, tunes, validation, recipe, length: { kind: 'epochs', epochs }, resume: true },
    {
      engine,
      files: checkpointFilesOn(join(folder, 'checkpoints')),
      clock: () => performance.now(),
      pause,
      onMessage: (line) => console.error(`${name}: ${line}`),
    },
  );
  engine.dispose();
  if (record.validation === null) throw new Error('nothing was measured');
  const { bitsPerCharacter, musicBitsPerCharacter, top1 } = record.validation;
  const parameters = parameterCount(model.weights.hyperparameters);
  const minutes = record.seconds / 60;
  const trainingBitsPerCharacter = record.curve.at(-1)?.bitsPerCharacter ?? NaN;
  return {
    name,
    epochs,
    parameters,
    minutes,
    bitsPerCharacter,
    musicBitsPerCharacter,
    trainingBitsPerCharacter,
    top1,
  };
}

function tableOf(results: readonly Result[]): string {
  return [
    '| recipe | numbers | passes | minutes | training tunes | unseen tunes | unseen, music | top-1 |',
    '| ------ | ------: | -----: | ------: | -------------: | -----------: | ------------: | ----: |',
    ...results.map((result) =>
      [
        `| ${result.name}`,
        `${(result.parameters / 1e6).toFixed(2)} M`,
        result.epochs,
        result.minutes.toFixed(0),
        result.trainingBitsPerCharacter.toFixed(3),
        result.bitsPerCharacter.toFixed(3),
        result.musicBitsPerCharacter.toFixed(3),
        `${(100 * result.top1).toFixed(1)} % |`,
      ].join(' | '),
    ),
  ].join('\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
