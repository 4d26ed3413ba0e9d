/**
 * Transposition against abcjs's ear: each tune a tone up and a fourth down must sound exactly so in abcjs, with
 * the same times, and come back to the same notes. `node abcjs-transpose.js FOLDER`
 */
import abcjs from 'abcjs';
import { array, is, object, number, optional, string, unknown } from 'valibot';
import { intervalOf } from '../../src/abc/editing/interval.ts';
import { transposeTune } from '../../src/abc/editing/transpose.ts';
import { parseKey } from '../../src/abc/key.ts';
import { folderArgument, tunesIn } from './corpus.ts';

const Audio = object({ tracks: array(array(unknown())) });
const Sound = object({
  cmd: string(),
  pitch: optional(number()),
  start: optional(number()),
  duration: optional(number()),
});

/** Melody notes as abcjs plays them: start, length and MIDI pitch. */
function played(text: string): { at: string; pitch: number }[] {
  const [tune] = abcjs.parseOnly(text);
  const audio: unknown = tune.setUpAudio({ chordsOff: true });
  if (!is(Audio, audio)) return [];
  return (audio.tracks[0] ?? []).flatMap((event) =>
    is(Sound, event) && event.cmd === 'note' && event.pitch !== undefined
      ? [{ at: `${event.start ?? 0} ${event.duration ?? 0}`, pitch: event.pitch }]
      : [],
  );
}

let transposed = 0;
let notes = 0;
const wrong: string[] = [];
const refused: string[] = [];
for (const { file, tune } of tunesIn(folderArgument('abcjs-transpose FOLDER'))) {
  const key = parseKey(/^K:(.*)$/m.exec(tune.text)?.[1] ?? '');
  const title = `${file} ${tune.text.slice(0, tune.text.indexOf('\n'))}`;
  for (const semitones of [2, -5]) {
    const result = transposeTune(tune.text, intervalOf(semitones, key));
    if (result.kind === 'refused') {
      refused.push(`${title} by ${semitones}: ${result.reason}`);
      continue;
    }
    transposed++;
    const before = played(tune.text);
    notes += before.length;
    const after = played(result.text);
    const same =
      before.length === after.length &&
      before.every(({ at, pitch }, index) => {
        const other = after[index];
        return other?.at === at && other.pitch === pitch + semitones;
      });
    if (!same) wrong.push(`${title} by ${semitones}`);
  }
}
console.log([...refused, ...wrong].join('\n'));
console.log(
  `${transposed} transpositions of ${notes} notes, ${wrong.length} sound otherwise in abcjs, ${refused.length} refused`,
);
