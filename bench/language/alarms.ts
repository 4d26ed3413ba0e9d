/**
 * Bars that are marked here although an independent reading, abc2midi's, finds nothing wrong with them:
 * `node alarms.js FOLDER [--list]`. Needs Debian's abcmidi.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isWrong, readBars } from '../../src/abc/bars.ts';
import { readBook, tunesOf } from '../../src/abc/book.ts';
import { lineStarts, type Position, positionAt } from '../../src/abc/lines.ts';
import { folderArgument } from './corpus.ts';

const COMPLAINT = /line-char (\d+)-(\d+) : .*Bar \d+ has .* while the time signature/g;

/** Columns of the bar lines whose bar abc2midi finds too short or too long, by line, both counted from 0. */
function complaintsAbout(file: string): Map<number, number[]> {
  // It writes a file into the folder that it runs in.
  const options = { cwd: tmpdir(), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { stdout } = spawnSync('abc2midi', [resolve(file), '-c'], options);
  const found = new Map<number, number[]>();
  for (const [, line, column] of stdout.matchAll(COMPLAINT)) {
    const columns = found.get(Number(line) - 1) ?? [];
    found.set(Number(line) - 1, [...columns, Number(column) - 1]);
  }
  return found;
}

/** Whether abc2midi complains about a bar line between two positions. */
function complainsBetween(complaints: ReadonlyMap<number, number[]>, from: Position, to: Position): boolean {
  return [...complaints].some(([line, columns]) =>
    columns.some(
      (column) =>
        (line > from.line || (line === from.line && column >= from.column - 1)) &&
        (line < to.line || (line === to.line && column < to.column)),
    ),
  );
}

const folder = folderArgument('alarms FOLDER [--list]');
const alarms: string[] = [];
let bars = 0;
let marked = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.abc'))) {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  const starts = lineStarts(text);
  const complaints = complaintsAbout(file);
  for (const tune of tunesOf(readBook(text))) {
    const read = readBars(tune.text);
    bars += read.length;
    for (const [index, bar] of read.entries()) {
      if (!isWrong(bar)) continue;
      marked++;
      const next = read[index + 1];
      const from = positionAt(starts, tune.start + bar.end);
      const to = positionAt(starts, next ? tune.start + next.end : tune.end);
      if (complainsBetween(complaints, from, to)) continue;
      const notes = tune.text.slice(bar.start, bar.end).replace(/\s+/g, ' ');
      alarms.push(`${name}:${from.line + 1} ${bar.verdict}: ${notes} ${bar.barLine}`);
    }
  }
}
if (process.argv.includes('--list')) console.log(alarms.join('\n'));
const percent = (part: number): string => `${((100 * part) / bars).toFixed(3)} %`;
console.log(
  `${bars} bars, ${marked} marked (${percent(marked)}), of these ${alarms.length} (${percent(alarms.length)}) ` +
    'that abc2midi finds nothing wrong with',
);
