/**
 * Chord symbols against those that people wrote: the tunes of a folder that have some are harmonised without them,
 * and the chord at the start of each bar, and of each half bar, compared. `node harmony.js FOLDER`
 */
import { chordNamesIn } from '../../src/abc/editing/chord-name.ts';
import { addChordSymbols } from '../../src/abc/editing/harmony/add-chord-symbols.ts';
import { type Span, spansOf } from '../../src/abc/editing/harmony/spans.ts';
import { melodyOf } from '../../src/abc/editing/melody.ts';
import { isChordSymbol, removeChordSymbols } from '../../src/abc/editing/remove-chord-symbols.ts';
import { scanTune } from '../../src/abc/scan.ts';
import { folderArgument, tunesIn } from './corpus.ts';

/** The triad in force at each span: `D`, `F#m`; empty before the first chord symbol. */
function harmony(text: string): { span: Span; chord: string }[] {
  const tokens = scanTune(text);
  const symbols = tokens
    .filter((token) => isChordSymbol(text, token))
    .map(({ start, end }) => ({ start, name: chordNamesIn(text.slice(start + 1, end - 1))[0] }));
  const spans = spansOf(melodyOf(text, tokens)[0] ?? []);
  return spans.map((span) => {
    const before = symbols.filter(({ start }) => start <= span.start || start < startOf(span, text));
    const name = before.at(-1)?.name;
    const minor = /^(?:m(?!aj)|min|mi)/.test(name?.quality ?? '') ? 'm' : '';
    return { span, chord: name ? name.root + minor : '' };
  });
}

/** A symbol may stand in front of the grace notes, tuplet or slur that begin a span. */
function startOf(span: Span, text: string): number {
  const note = /^[^A-Ga-gz\[|]*/.exec(text.slice(span.start))?.[0].length ?? 0;
  return span.start + note;
}

const totals = { tunes: 0, bars: 0, sameBars: 0, spans: 0, sameSpans: 0 };
const modes = new Map<string, [number, number]>();
for (const { tune } of tunesIn(folderArgument('harmony FOLDER'))) {
  const human = harmony(tune.text);
  if (!human.some(({ chord }) => chord !== '')) continue;
  const bare = removeChordSymbols(tune.text);
  if (bare.kind === 'refused') continue;
  const chorded = addChordSymbols(bare.text);
  if (chorded.kind === 'refused') continue;
  const again = removeChordSymbols(chorded.text);
  if (again.kind === 'refused' || again.text !== bare.text)
    console.log(`not taken back: ${tune.text.slice(0, 40)}`);
  const ours = harmony(chorded.text);
  totals.tunes++;
  human.forEach(({ span, chord }, index) => {
    if (chord === '') return;
    const same = ours[index]?.chord === chord;
    totals.spans++;
    totals.sameSpans += same ? 1 : 0;
    if (!span.first) return;
    totals.bars++;
    totals.sameBars += same ? 1 : 0;
    const mode = modes.get(span.bar.key.mode) ?? [0, 0];
    modes.set(span.bar.key.mode, [mode[0] + 1, mode[1] + (same ? 1 : 0)]);
  });
}
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(
  `${totals.tunes} tunes; ${share(totals.sameBars, totals.bars)} of ${totals.bars} bars and ` +
    `${share(totals.sameSpans, totals.spans)} of ${totals.spans} half bars have the chord that people chose`,
);
for (const [mode, [all, same]] of modes) console.log(`  ${mode}: ${share(same, all)} of ${all} bars`);
