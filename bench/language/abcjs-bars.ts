/** Bar lengths as read here against those that abcjs reads: `node abcjs-bars.js FOLDER [--list]`. */
import abcjs from 'abcjs';
import { array, is, number, object, optional, string, unknown } from 'valibot';
import { readBars } from '../../src/abc/bars.ts';
import { toNumber } from '../../src/abc/fraction.ts';
import { folderArgument, tunesIn } from './corpus.ts';

/** The part of abcjs's elements that bears on time. */
const Element = object({
  el_type: string(),
  duration: optional(number()),
  tripletMultiplier: optional(number()),
  tripletR: optional(number()),
  startTriplet: optional(number()),
  rest: optional(object({ type: string() })),
});
const Staffs = array(object({ voices: array(array(unknown())) }));

/** What one voice of abcjs's reading holds in each of its bars that sounds, in whole notes. */
function abcjsBars(text: string): number[] {
  const bars: number[] = [];
  let sum = 0;
  let sounds = false;
  let multiplier = 1;
  let left = 0;
  const [tune] = abcjs.parseOnly(text);
  for (const line of tune.lines) {
    const staffs: unknown = line.staff;
    if (!is(Staffs, staffs)) continue;
    for (const element of staffs[0]?.voices[0] ?? []) {
      if (!is(Element, element)) continue;
      if (element.el_type === 'bar') {
        if (sounds) bars.push(sum);
        sum = 0;
        sounds = false;
      }
      if (element.el_type !== 'note' || element.rest?.type === 'spacer') continue;
      if (element.startTriplet !== undefined) {
        multiplier = element.tripletMultiplier ?? 1;
        left = element.tripletR ?? element.startTriplet;
      }
      sum += (element.duration ?? 0) * (left-- > 0 ? multiplier : 1);
      sounds = true;
    }
  }
  if (sounds) bars.push(sum);
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
