/**
 * Measures continuations of real tunes: each tune cut at 25, 50 and 75 %, mid-bar too; re-read by abcjs and abc2midi.
 *
 *   node bench/composer/run.mjs TUNES.abc [--model DIR] [--tunes N] [--bars N | --to-end] [--temperature T] [--show N]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { canonicalTune } from '../../src/abc/canonical/tune.ts';
import { readBook, tunesOf } from '../../src/abc/book.ts';
import { createComposer, type Composer, type ContinueRequest } from '../../src/composer/composer.ts';
import { readModel, type Model } from '../../src/model/folder.ts';
import { nodeEngine } from '../../src/node/engines.ts';
import { modelFilesOn } from '../../src/node/model-files.ts';
import { allowedWhole } from './allowed.ts';
import { abc2midiJudge, abcjsJudge, added, countBars } from './judges.ts';
import { measureOverhead } from './overhead.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'models/irish-folk' },
    tunes: { type: 'string', default: '1000' },
    bars: { type: 'string', default: '4' },
    'to-end': { type: 'boolean', default: false },
    temperature: { type: 'string', default: '0.8' },
    show: { type: 'string', default: '3' },
  },
});

interface Outcome {
  continuations: number;
  characters: number;
  bars: number;
  wrongBars: number;
  wrongTexts: number;
  abcjs: number;
  abc2midi: number;
  nothing: number;
  millis: number;
  readonly examples: string[];
}

const length: ContinueRequest['length'] = values['to-end']
  ? { kind: 'end' }
  : { kind: 'bars', bars: Number(values.bars) };

/** Offsets of a cut at a share of the tune's music: right behind a bar line, and within a bar. */
function cuts(tune: string, share: number): number[] {
  const body = tune.search(/^K:.*\n/m) + (/^K:.*\n/m.exec(tune)?.[0].length ?? 0);
  const near = body + Math.floor((tune.length - body) * share);
  const line = tune.indexOf('|', near);
  const atBar = line < 0 ? near : line + 1;
  return [...new Set([near, atBar])];
}

function judge(outcome: Outcome, request: ContinueRequest, text: string): void {
  const before = request.text;
  const after = before.slice(0, request.offset) + text;
  const findings = [
    ...added(abcjsJudge(before), abcjsJudge(after)).map((finding) => `abcjs: ${finding}`),
    ...added(abc2midiJudge(before), abc2midiJudge(after))
      // A repeat that is still open is no fault of a text that goes on.
      .filter((finding) => values['to-end'] || !finding.startsWith('Missing :|'))
      .map((finding) => `abc2midi: ${finding}`),
  ];
  const { bars, wrong } = countBars(after, request.offset);
  outcome.continuations++;
  outcome.characters += text.length;
  outcome.bars += bars;
  outcome.wrongBars += wrong.length;
  outcome.wrongTexts += wrong.length > 0 ? 1 : 0;
  outcome.abcjs += findings.some((finding) => finding.startsWith('abcjs')) ? 1 : 0;
  outcome.abc2midi += findings.some((finding) => finding.startsWith('abc2midi')) ? 1 : 0;
  if (findings.length > 0 || wrong.length > 0) {
    outcome.examples.push(
      `${findings.join('; ')} wrong: ${JSON.stringify(wrong)}\n${before.slice(-80)}‸${text}`,
    );
  }
}

async function measure(composer: Composer, tunes: readonly string[], constrained: boolean): Promise<Outcome> {
  const outcome: Outcome = {
    continuations: 0,
    characters: 0,
    bars: 0,
    wrongBars: 0,
    wrongTexts: 0,
    abcjs: 0,
    abc2midi: 0,
    nothing: 0,
    millis: 0,
    examples: [],
  };
  const options = { length, candidates: 1, temperature: Number(values.temperature), topP: 0.95, constrained };
  for (const [index, tune] of tunes.entries()) {
    for (const offset of [0.25, 0.5, 0.75].flatMap((share) => cuts(tune, share))) {
      const request = { ...options, text: tune.slice(0, offset), offset, seed: index };
      const result = await composer.continueTune(request);
      if (result.kind === 'nothing') outcome.nothing++;
      else {
        outcome.millis += result.millis;
        for (const { text } of result.candidates) judge(outcome, request, text);
      }
    }
  }
  return outcome;
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

function report(name: string, outcome: Outcome): void {
  const { continuations, bars, wrongBars, wrongTexts, abcjs, abc2midi, nothing, characters, millis } =
    outcome;
  console.log(
    `${name}: ${continuations} continuations, ${characters} characters, ${nothing} prompts without an answer`,
  );
  console.log(
    `  bars that fill the meter      ${percent(bars - wrongBars, bars)} (${wrongBars} of ${bars} wrong)`,
  );
  console.log(`  texts without a wrong bar     ${percent(continuations - wrongTexts, continuations)}`);
  console.log(`  no new abcjs warning          ${percent(continuations - abcjs, continuations)} (${abcjs})`);
  console.log(
    `  no new abc2midi error         ${percent(continuations - abc2midi, continuations)} (${abc2midi})`,
  );
  console.log(
    `  characters a second           ${Math.round((1000 * characters) / millis)} (prompts included)`,
  );
  for (const example of outcome.examples.slice(0, Number(values.show))) console.log(`  --- ${example}`);
}

async function main(): Promise<void> {
  const [path] = positionals;
  if (path === undefined) throw new Error('name a file of tunes');
  const tunes = tunesOf(readBook(readFileSync(path, 'utf8')))
    .map(({ text }) => text)
    .slice(0, Number(values.tunes));
  const model: Model = await readModel(modelFilesOn(values.model));
  const engine = await nodeEngine({ name: 'wasm', threads: 1, kernelsDir: 'dist' });
  const composer = await createComposer(model, engine, {
    clock: () => performance.now(),
    pause: () => Promise.resolve(),
  });
  report('constrained', await measure(composer, tunes, true));
  report('plain', await measure(composer, tunes, false));
  const canonical = tunes.flatMap((text) => canonicalTune(text) ?? []);
  allowedWhole(tunes, model.vocabulary.characters);
  await measureOverhead(model, engine, canonical);
  composer.dispose();
  engine.dispose();
}

void main();
