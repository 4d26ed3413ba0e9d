/** Bar lengths as read here against those that abcjs reads: `node abcjs-bars.js FOLDER [--list]`. */
import { readBars } from '../../src/abc/bars.ts';
import { toNumber } from '../../src/abc/fraction.ts';
import { voicesHeard } from '../../test/unit/abc/abcjs-ear.ts';
import { folderArgument, tunesIn } from './corpus.ts';

/** What the first voice of abcjs's reading holds in each of its bars that sounds, in whole notes. */
function abcjsBars(text: string): number[] {
  const bars: number[] = [];
  let sum: number | null = null;
  for (const heard of [...(voicesHeard(text)[0] ?? []), { kind: 'bar line' as const }]) {
    if (heard.kind === 'sound') sum = (sum ?? 0) + heard.duration;
    else {
      if (sum !== null) bars.push(sum);
      sum = null;
    }
  }
  return bars;
}

let bars = 0;
let agreeing = 0;
const disagreements: string[] = [];
for (const { file, tune } of tunesIn(folderArgument('abcjs-bars FOLDER [--list]'))) {
  const theirs = abcjsBars(tune.text);
  const ours = readBars(tune.text);
  bars += Math.max(ours.length, theirs.length);
  const title = `${file} ${tune.text.slice(0, tune.text.indexOf('\n'))}`;
  if (ours.length !== theirs.length) {
    disagreements.push(`${title}: ${ours.length} bars here, ${theirs.length} in abcjs`);
  }
  for (const [index, bar] of ours.entries()) {
    const other = theirs[index];
    const here = toNumber(bar.duration);
    if (other !== undefined && Math.abs(here - other) < 1e-6) agreeing++;
    else if (ours.length === theirs.length) {
      const notes = tune.text.slice(bar.start, bar.end).replace(/\s+/g, ' ');
      disagreements.push(`${title} bar ${index + 1}: ${here} here, ${other} in abcjs: ${notes}`);
    }
  }
}
if (process.argv.includes('--list')) console.log(disagreements.join('\n'));
console.log(`${bars} bars, ${agreeing} agree (${((100 * agreeing) / bars).toFixed(3)} %)`);
