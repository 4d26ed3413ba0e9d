/**
 * Repairs of bars against what people wrote: in each tune of a folder one bar is damaged in a way that happens (a
 * note lost, doubled, or its length mistyped), and the composer asked to repair it. `node repairs.js FOLDER [MODEL]`
 */
import { isWrong, readBars } from '../../src/abc/bars.ts';
import type { TextEdit } from '../../src/abc/book.ts';
import { applyEdits } from '../../src/abc/editing/apply.ts';
import { barRepairs } from '../../src/abc/editing/repair/bar-repairs.ts';
import { scanTune } from '../../src/abc/scan.ts';
import { createComposer } from '../../src/composer/composer.ts';
import { nextFloat, seedRandom, type Random } from '../../src/model/random.ts';
import { readModel } from '../../src/model/folder.ts';
import { nodeEngine } from '../../src/node/engines.ts';
import { modelFilesOn } from '../../src/node/model-files.ts';
import { folderArgument, tunesIn } from './corpus.ts';

/** One of `items`, drawn by chance. */
function draw<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(nextFloat(random) * items.length)];
}

/** The tune with a note lost, doubled, or another length mistyped; null where that leaves no wrong bar. */
function damaged(text: string, random: Random): { text: string; start: number } | null {
  const tokens = scanTune(text);
  const note = draw(
    tokens.filter(({ kind }) => kind === 'note'),
    random,
  );
  if (!note) return null;
  const written = text.slice(note.start, note.end);
  const bare = written.replace(/[\d/]+$/, '');
  const change = draw(['', written + written, bare === written ? `${bare}2` : bare], random) ?? '';
  const edit: TextEdit = { start: note.start, end: note.end, text: change };
  const after = applyEdits(text, [edit]);
  const wrong = readBars(after).filter(isWrong);
  const [bar] = wrong;
  const was = readBars(text).some(isWrong);
  return bar && wrong.length === 1 && !was ? { text: after, start: bar.start } : null;
}

const squeezed = (text: string): string => text.replace(/[ \n]+/g, '');

async function main(): Promise<void> {
  const folder = folderArgument('repairs FOLDER [MODEL]');
  const model = await readModel(modelFilesOn(process.argv[3] ?? 'models/irish-folk'));
  const engine = await nodeEngine({ name: 'auto', threads: 1, kernelsDir: 'dist' });
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const composer = await createComposer(model, engine, { clock: () => performance.now(), pause });
  const random = seedRandom(7);
  const counts = { asked: 0, found: 0, first: 0, three: 0, ways: 0 };
  const millis: number[] = [];
  for (const { tune } of tunesIn(folder).filter(({ file }) => file.startsWith('valid'))) {
    for (let nth = 0; nth < 3; nth++) {
      const broken = damaged(tune.text, random);
      if (!broken) continue;
      const began = performance.now();
      const { repairs } = await composer.repairBar({ text: broken.text, offset: broken.start });
      millis.push(performance.now() - began);
      const want = squeezed(tune.text);
      const ways = barRepairs(broken.text, broken.start).map(({ text }) => squeezed(text));
      const offered = repairs.map(({ edits }) => squeezed(applyEdits(broken.text, edits)));
      counts.asked++;
      counts.ways += ways.length;
      if (ways.includes(want)) counts.found++;
      if (offered[0] === want) counts.first++;
      if (offered.includes(want)) counts.three++;
    }
  }
  const share = (part: number): string => `${((100 * part) / counts.asked).toFixed(1)} %`;
  millis.sort((a, b) => a - b);
  console.log(
    `${counts.asked} damaged bars, ${(counts.ways / counts.asked).toFixed(0)} ways to repair each; what people wrote ` +
      `is among them in ${share(counts.found)}, the first in ${share(counts.first)}, one of three in ${share(counts.three)}`,
  );
  const at = (part: number): string => (millis[Math.floor(part * (millis.length - 1))] ?? 0).toFixed(0);
  console.log(`${at(0.5)} ms in the middle, ${at(0.95)} ms at the 95th percentile`);
  composer.dispose();
  engine.dispose();
}

void main();
