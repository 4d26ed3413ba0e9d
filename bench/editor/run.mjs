/**
 * How quick suggestions are in a real VS Code with the packaged extension and the bundled model:
 * `npm run bench:editor -- [--only first,answers,typing,fuzz] [--edits 10000] [--seed 1] [--json FILE]`.
 * Milliseconds of the clock: an idle machine is what the figures are for; its load stands beside each.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { live } from '../../scripts/processes.mjs';
import { prepare } from '../../scripts/testing/prerequisites.mjs';
import { tunebook } from './book.mjs';
import { report, summary } from './figures.mjs';
import { typeAgainstGhostText, typeInRuns, typeOn } from './typing.mjs';
import { openWindow, prepareWindows, startEditor } from './window.mjs';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: 'first,answers,typing,fuzz' },
    edits: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

const FILES = { 'tunes.abc': tunebook(4000), 'book.abc': tunebook(2 ** 20) };
const NAMES = { 'tunes.abc': 'small file', 'book.abc': '1 MB tunebook' };
const ONE_BAR = { 'tunewright.suggest.bars': 1 };
const FRESH_WINDOWS = 5;

const say = (line) => console.error(line);

/** Runs work with an editor of its own. */
async function withEditor(settings, work) {
  const session = await startEditor(FILES, settings);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function first() {
  const found = await withEditor(ONE_BAR, async (session) => {
    const each = [];
    for (let nth = 0; nth < FRESH_WINDOWS; nth++)
      each.push(await (await openWindow(session, 'first', { file: 'tunes.abc' })).result());
    return each;
  });
  return [
    {
      what: 'asked → answered, the very first in a fresh window, one bar',
      figures: summary(found.map(({ millis }) => millis)),
      processor: summary(found.map(({ processor }) => processor)),
      bar: ['longest', 400],
      load: found.at(-1).load,
    },
  ];
}

async function answers() {
  const rows = [];
  for (const file of Object.keys(FILES)) {
    const found = await withEditor(ONE_BAR, async (session) => {
      const window = await openWindow(session, 'answers', { file, places: 100, keys: 100 });
      return window.result();
    });
    const row = (what, { millis, processor, answered }) => ({
      what: `asked → answered, one bar, ${what}, ${NAMES[file]} (${answered} answered)`,
      figures: summary(millis),
      processor: summary(processor),
      bar: ['p95', 30],
      load: found.load,
    });
    rows.push(row('key by key', found.keys), row('places all over the file', found.places));
  }
  return rows;
}

/** Where a tune's last line of music ends, some share of the way through a file. */
function placeIn(file, share) {
  const lines = FILES[file].split('\n');
  const line = lines.findIndex((text, at) => at > share * lines.length && text.endsWith(':|'));
  return { line: line + 1, column: lines[line].length + 1 };
}

/** Goes on with three tunes of a file: from the bottom up, so that lines keep their numbers. */
async function typing() {
  const rows = [];
  for (const file of Object.keys(FILES)) {
    const { keys, runs, found } = await withEditor({}, async (session) => {
      const window = await openWindow(session, 'typing', { file });
      await window.ready();
      await typeOn(window.page, { ...placeIn(file, 0.7), seconds: 32, pause: 100 });
      const keys = await typeAgainstGhostText(window.page, { ...placeIn(file, 0.3), keys: 100, pause: 60 });
      const runs = await typeInRuns(window.page, { ...placeIn(file, 0.1), runs: 12, pause: 60 });
      window.stop();
      return { keys, runs, found: await window.result() };
    });
    const { load } = found;
    const on = `, ${NAMES[file]}`;
    rows.push(
      {
        what: `key → ghost text on the screen${on} (${keys.none} without)`,
        figures: summary(keys.shown),
        bar: ['p95', 150],
        load,
      },
      {
        what: `last of a quick run of keys → ghost text on the screen${on} (${runs.none} without)`,
        figures: summary(runs.shown),
        load,
      },
      { what: `asked → answered while typing, two bars${on}`, figures: summary(found.millis), load },
      { what: `event loop delay while typing${on}`, figures: found.typing, bar: ['p99', 10], load },
      { what: `event loop delay at rest${on}`, figures: found.quiet, load },
    );
  }
  return rows;
}

/** Lines of the extension's log that tell of an error. */
function loggedErrors({ userData }) {
  return readdirSync(userData, { recursive: true })
    .filter((path) => /Tunewright\.log$/.test(path))
    .flatMap((path) => readFileSync(join(userData, path), 'utf8').split('\n'))
    .filter((line) => line.includes('[error]'));
}

const fuzz = () =>
  withEditor({}, async (session) => {
    const task = { files: Object.keys(FILES), edits: Number(flags.edits), seed: Number(flags.seed) };
    const found = await (await openWindow(session, 'fuzz', task)).result();
    return { ...found, errors: loggedErrors(session.profile) };
  });

const PARTS = { first, answers, typing };

async function main() {
  const wanted = new Set(flags.only.split(','));
  await prepare(['editor']);
  await prepareWindows();
  const rows = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (!wanted.has(name)) continue;
    say(`Measuring: ${name} …`);
    rows.push(...(await measure()));
  }
  const machine = { processor: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
  const result = { when: new Date().toISOString(), machine, rows };
  if (wanted.has('fuzz')) {
    say(`Making ${flags.edits} random edits …`);
    result.fuzz = await fuzz();
  }
  console.log(report(result));
  if (flags.json !== undefined) writeFileSync(flags.json, JSON.stringify(result, null, 2));
  return result.fuzz !== undefined && result.fuzz.faults.length + result.fuzz.errors.length > 0 ? 1 : 0;
}

await live('bench:editor', main);
