/**
 * Chord symbols and ornaments put on and taken off every tune of a folder: abcjs must read the same notes and no
 * new warnings, and what is taken off again must leave the text as it was. `node abcjs-ornaments.js FOLDER`
 */
import { addChordSymbols } from '../../src/abc/editing/harmony/add-chord-symbols.ts';
import type { Rewritten } from '../../src/abc/editing/lengths.ts';
import { addRolls } from '../../src/abc/editing/ornaments/add-rolls.ts';
import { ORNAMENT_KINDS } from '../../src/abc/editing/ornaments/kinds.ts';
import { removeOrnaments } from '../../src/abc/editing/ornaments/remove.ts';
import { removeChordSymbols } from '../../src/abc/editing/remove-chord-symbols.ts';
import { heard, warnings } from '../../test/unit/abc/abcjs-ear.ts';
import { folderArgument, tunesIn } from './corpus.ts';

const problems: string[] = [];
let edits = 0;

/** The text after an edit that must not change what is heard; the text itself where the edit is refused. */
function edited(title: string, text: string, edit: (text: string) => Rewritten): string {
  const result = edit(text);
  if (result.kind === 'refused' || result.text === text) return text;
  edits++;
  if (JSON.stringify(heard(result.text)) !== JSON.stringify(heard(text)))
    problems.push(`${title}: sounds otherwise`);
  if (warnings(result.text).length > warnings(text).length) problems.push(`${title}: abcjs warns`);
  return result.text;
}

for (const { file, tune } of tunesIn(folderArgument('abcjs-ornaments FOLDER'))) {
  const title = `${file} ${tune.text.slice(0, tune.text.indexOf('\n'))}`;
  const bare = edited(`${title} without chords`, tune.text, (text) => removeChordSymbols(text));
  const chorded = edited(`${title} with chords`, bare, (text) => addChordSymbols(text));
  if (edited(`${title} without them again`, chorded, (text) => removeChordSymbols(text)) !== bare)
    problems.push(`${title}: chords do not come off`);
  const plain = edited(`${title} plain`, bare, (text) => removeOrnaments(text, new Set(ORNAMENT_KINDS)));
  const rolled = edited(`${title} with rolls`, plain, (text) => addRolls(text));
  if (
    edited(`${title} plain again`, rolled, (text) => removeOrnaments(text, new Set(['ornaments']))) !== plain
  )
    problems.push(`${title}: rolls do not come off`);
}
if (problems.length > 0) console.log(problems.join('\n'));
console.log(`${edits} edits compared, ${problems.length} problems`);
