/**
 * Measures continuations of real tunes: each tune cut at 25, 50 and 75 %, wherever that is and at the next bar line;
 * continued by a bar, by four, by eight and to the end; re-read by abcjs and abc2midi. Takes two minutes on one core.
 *
 *   node bench/composer/run.mjs TUNES.abc [--model DIR] [--tunes N] [--temperature T] [--show N]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBook, tunesOf } from '../../src/abc/book.ts';
import { canonicalTune } from '../../src/abc/canonical/tune.ts';
import { createComposer } from '../../src/composer/composer.ts';
import { readModel } from '../../src/model/folder.ts';
import { nodeEngine } from '../../src/node/engines.ts';
import { modelFilesOn } from '../../src/node/model-files.ts';
import { allowedWhole } from './allowed.ts';
import { measureContinuations, type Setting } from './continuations.ts';
import { measureOverhead } from './overhead.ts';
import { printExamples, printHeading, printHumans, printOutcome } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'models/irish-folk' },
    tunes: { type: 'string', default: '1000' },
    temperature: { type: 'string', default: '0.8' },
    show: { type: 'string', default: '3' },
  },
});

const LENGTHS: readonly (readonly [string, Setting['length']])[] = [
  ['1 bar', { kind: 'bars', bars: 1 }],
  ['4 bars', { kind: 'bars', bars: 4 }],
  ['8 bars', { kind: 'bars', bars: 8 }],
  ['to the end', { kind: 'end' }],
];

async function main(): Promise<void> {
  const [path] = positionals;
  if (path === undefined) throw new Error('name a file of tunes');
  const tunes = tunesOf(readBook(readFileSync(path, 'utf8')))
    .map(({ text }) => text)
    .slice(0, Number(values.tunes));
  const model = await readModel(modelFilesOn(values.model));
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir: 'dist' });
  const composer = await createComposer(model, engine, {
    clock: () => performance.now(),
    pause: () => Promise.resolve(),
  });
  printHeading();
  const examples: string[] = [];
  for (const constrained of [true, false]) {
    for (const [name, length] of LENGTHS) {
      const setting = { name, length, constrained, temperature: Number(values.temperature) };
      const outcome = await measureContinuations(composer, tunes, setting);
      printOutcome(setting, outcome);
      if (constrained) examples.push(...outcome.examples);
    }
  }
  printHumans(tunes);
  printExamples(examples, Number(values.show));
  allowedWhole(tunes, model.vocabulary.characters);
  await measureOverhead(
    model,
    engine,
    tunes.flatMap((text) => canonicalTune(text) ?? []),
  );
  composer.dispose();
  engine.dispose();
}

void main();
