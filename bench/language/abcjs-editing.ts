/**
 * Editing against abcjs's ear: a formatted tune must sound the same there, one transposed a tone up or a fourth
 * down exactly so much higher, at the same times. `node abcjs-editing.js FOLDER`
 */
import { formatTune } from '../../src/abc/editing/format.ts';
import { intervalOf } from '../../src/abc/editing/interval.ts';
import { transposeTune } from '../../src/abc/editing/transpose.ts';
import { parseKey } from '../../src/abc/key.ts';
import { type Played, voicesPlayed } from '../../test/unit/abc/abcjs-ear.ts';
import { folderArgument, tunesIn } from './corpus.ts';

/** Melody notes as abcjs plays them. */
const melody = (text: string): readonly Played[] => voicesPlayed(text)[0] ?? [];

/** Whether `after` is `before`, so many semitones higher. */
function soundsHigher(before: readonly Played[], after: readonly Played[], semitones: number): boolean {
  if (before.length !== after.length) return false;
  return before.every(({ at, pitch }, index) => {
    const other = after[index];
    return other?.at === at && other.pitch === pitch + semitones;
  });
}

let checked = 0;
let notes = 0;
const problems: string[] = [];
for (const { file, tune } of tunesIn(folderArgument('abcjs-editing FOLDER'))) {
  const key = parseKey(/^K:(.*)$/m.exec(tune.text)?.[1] ?? '');
  const title = `${file} ${tune.text.slice(0, tune.text.indexOf('\n'))}`;
  const before = melody(tune.text);
  for (const semitones of [0, 2, -5]) {
    const result =
      semitones === 0
        ? { kind: 'transposed' as const, text: formatTune(tune.text, { align: true }) }
        : transposeTune(tune.text, intervalOf(semitones, key));
    checked++;
    notes += before.length;
    if (result.kind === 'refused') problems.push(`${title} by ${semitones}: ${result.reason}`);
    else if (!soundsHigher(before, melody(result.text), semitones))
      problems.push(`${title} by ${semitones}: sounds otherwise`);
  }
}
if (problems.length > 0) console.log(problems.join('\n'));
console.log(`${checked} edited tunes, ${notes} notes compared, ${problems.length} problems`);
