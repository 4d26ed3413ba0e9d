/** How the bars of a corpus are judged: `node verdicts.js FOLDER [--list]`. */
import { isWrong, readBars } from '../../src/abc/bars.ts';
import { formatFraction } from '../../src/abc/fraction.ts';
import { folderArgument, tunesIn } from './corpus.ts';

const tunes = tunesIn(folderArgument('verdicts FOLDER [--list]'));
const counts = new Map<string, number>();
const flagged: string[] = [];
let bars = 0;
let faultless = 0;
for (const { file, tune } of tunes) {
  const read = readBars(tune.text);
  bars += read.length;
  for (const { verdict } of read) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const wrong = read.filter(isWrong);
  if (wrong.length === 0) faultless++;
  for (const { start, end, duration, verdict, barLine } of wrong) {
    const notes = tune.text.slice(start, end).replace(/\s+/g, ' ');
    const title = tune.text.slice(0, tune.text.indexOf('\n'));
    flagged.push(`${file} ${title} ${verdict} ${formatFraction(duration)}: ${notes} ${barLine}`);
  }
}
if (process.argv.includes('--list')) console.log(flagged.join('\n'));
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
console.log(`${tunes.length} tunes, ${bars} bars`);
for (const [verdict, count] of counts) console.log(`  ${verdict} ${count} (${percent(count, bars)})`);
console.log(
  `explained bars ${percent(bars - flagged.length, bars)}, tunes ${percent(faultless, tunes.length)}`,
);
