import { startsWithin, type TextRange } from '../../book.ts';
import { fieldsIn, fieldsOfText } from '../../fields.ts';
import { divide, equals, fraction } from '../../fraction.ts';
import { scanTune } from '../../scan.ts';
import type { Token } from '../../token.ts';
import { applyEdits } from '../apply.ts';
import { refused, type Rewritten } from '../lengths.ts';
import { type MelodyBar, type MelodyNote, melodyOf } from '../melody.ts';
import { shorthandNames } from './kinds.ts';

const QUARTER = fraction(1, 4);
const DOTTED_QUARTER = fraction(3, 8);

/** Whether a note is as long as a roll, and starts on the beat. */
function isRollable({ kind, at, duration }: MelodyNote, { meter }: MelodyBar): boolean {
  if (kind !== 'note' || meter.kind === 'free') return false;
  const beat = meter.compound ? DOTTED_QUARTER : QUARTER;
  const long = equals(duration, DOTTED_QUARTER) || (!meter.compound && equals(duration, QUARTER));
  return long && divide(at, beat).denominator === 1;
}

/** The notes of a bar that get a roll: one at most in simple time, where more would crowd the tune. */
function rolledIn(bar: MelodyBar): MelodyNote[] {
  const { meter } = bar;
  if (bar.verdict === 'pickup' || meter.kind === 'free') return [];
  const long = bar.notes.filter((note) => isRollable(note, bar));
  if (meter.compound) return long;
  return long.slice(0, 1);
}

/** Marks that already say how a note is played. */
const MARKS: ReadonlySet<Token['kind']> = new Set(['decoration', 'shorthand', 'grace close']);
/** What may stand between a note and the mark, tie or broken rhythm before it. */
const PASSED: ReadonlySet<Token['kind']> = new Set([
  'chord symbol',
  'annotation',
  'slur open',
  'beam space',
  'bar line',
  'variant ending',
  'line break',
]);
const JOINTS: ReadonlySet<Token['kind'] | undefined> = new Set(['tie', 'broken rhythm']);

/** Whether nothing ornaments the note at token `index`, ties it or breaks its rhythm. */
function isPlain(tokens: readonly Token[], index: number): boolean {
  let at = index - 1;
  while (PASSED.has(tokens[at]?.kind ?? 'note')) at--;
  const before = tokens[at]?.kind ?? 'note';
  return !MARKS.has(before) && !JOINTS.has(before) && !JOINTS.has(tokens[index + 1]?.kind);
}

/** Bar lines at which a part of a tune ends; on its last note a player rests. */
const PART_END = /[:\]]|\|\|/;

/** How a roll is written in a tune: `~` unless U: gives that another meaning. */
function rollSign(text: string, tokens: readonly Token[], fileHeader: string): string {
  const fields = fieldsIn(text, tokens);
  const name = shorthandNames([...fieldsOfText(fileHeader), ...fields]).get('~') ?? '';
  return /roll$/.test(name) ? '~' : '!roll!';
}

/**
 * Puts rolls where session players put them: on dotted crotchets that start a beat of jigs and slip jigs, and in
 * simple time on the first such note, or crotchet on the beat, of a bar. Notes that have an ornament, are tied or
 * end a part stay plain. `removeOrnaments` takes them out again.
 */
export function addRolls(
  tuneText: string,
  fileHeader = '',
  range: TextRange = { start: 0, end: tuneText.length },
): Rewritten {
  const tokens = scanTune(tuneText);
  const indices = new Map(tokens.map(({ start }, index) => [start, index]));
  const bars = melodyOf(tuneText, tokens, fileHeader).flatMap((voice) =>
    voice.filter(({ barLine }, index) => !PART_END.test(barLine) && index < voice.length - 1),
  );
  const starts = bars
    .flatMap(rolledIn)
    .filter((note) => startsWithin(note, range))
    .map(({ start }) => start)
    .filter((start) => isPlain(tokens, indices.get(start) ?? 0))
    .sort((a, b) => a - b);
  if (starts.length === 0) return refused('There is no long note on a beat here that is still plain.');
  const sign = rollSign(tuneText, tokens, fileHeader);
  const text = applyEdits(
    tuneText,
    starts.map((start) => ({ start, end: start, text: sign })),
  );
  return { kind: 'rewritten', text };
}
