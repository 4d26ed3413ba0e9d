import { changed, type Reading } from './reading.ts';
import { greatestCommonDivisor, isNoteLength, lengthTicks, UNIT, whole } from './ticks.ts';

const LETTERS = 'CDEFGABcdefgab';

/** Steps above C,,, plus 1 of a letter without octave marks; 0 for what is no letter. */
export function pitchOf(letter: string): number {
  const index = LETTERS.indexOf(letter);
  return index < 0 ? 0 : index + 22;
}

/** Ticks of the note in progress as written, outer length of a chord times that of its first note. */
export function writtenLength(reading: Reading): number {
  const unit = reading.inside === 'body' ? reading.chordLength : UNIT;
  return lengthTicks(unit, reading.above, reading.slashes, reading.below);
}

/** Factor on the first and on the second note of a broken rhythm sign such as `>`, `<<`. */
function brokenFactors(sign: string): readonly [number, number] {
  const short = 2 ** -sign.length;
  return sign.startsWith('>') ? [2 - short, short] : [short, 2 - short];
}

/** Ticks that a note of this written length sounds: broken rhythm before it makes it longer or shorter. */
function realLength({ broken }: Reading, length: number): number {
  return broken === '' ? length : whole(length * brokenFactors(broken)[1]);
}

/**
 * Whether a tuplet that has `sum` and needs `left` more notes can still be filled so that the whole is on the
 * grid and within the bar. Two notes or more can add up to anything; the last one must be a single note.
 */
function tupletFits(reading: Reading, grid: number, sum: number, left: number): boolean {
  const { p, q } = reading;
  const unit = (p / greatestCommonDivisor(p, q)) * grid;
  const room = ((reading.target - reading.filled) * p) / q;
  if (left === 0) return sum % unit === 0 && sum <= room;
  for (let total = Math.ceil((sum + left * grid) / unit) * unit; total <= room; total += unit) {
    if (left > 1 || isNoteLength(total - sum, grid)) return true;
  }
  return false;
}

/** Whether `(p:q:r` can start here. */
export function tupletMayStart(reading: Reading, grid: number, p: number, q: number, r: number): boolean {
  if (reading.lost) return true;
  return tupletFits(changed(reading, { p, q }), grid, 0, r);
}

/** Whether the note in progress may end with this written length: what is left of tuplet and bar can be filled. */
export function lengthFits(reading: Reading, grid: number, length: number): boolean {
  if (reading.lost) return true;
  if (reading.inside === 'chord' && reading.chordNotes > 0)
    return length === reading.chordLength || !reading.careful;
  if (reading.broken !== '' && length !== reading.pair) return false;
  const real = realLength(reading, length);
  if (!isNoteLength(length, grid) || !isNoteLength(real, grid)) return false;
  if (reading.left > 0) return tupletFits(reading, grid, reading.sum + real, reading.left - 1);
  return reading.filled + real <= reading.target;
}

/** Whether a note may start: there is room for the shortest. */
export function roomForNote(reading: Reading, grid: number): boolean {
  if (reading.left > 0 || reading.broken !== '') return true;
  if (reading.lost)
    return reading.filled < reading.target || reading.promised > 0 || reading.mode === 'bracket';
  return reading.filled + grid <= reading.target;
}

/** Whether what tuplet and broken rhythm in progress still need can be written within the bar. */
export function pendingFits(reading: Reading, grid: number): boolean {
  if (reading.filled % grid !== 0 || reading.sum % grid !== 0 || reading.filled > reading.target)
    return false;
  if (reading.broken !== '') return lengthFits(changed(reading, { inside: 'body' }), grid, reading.pair);
  return reading.left === 0 || tupletFits(reading, grid, reading.sum, reading.left);
}

/** Whether broken rhythm may follow the note just ended: both notes of equal written length, both on the grid. */
export function brokenFits(reading: Reading, grid: number, sign: string): boolean {
  const { last } = reading;
  if (last === 0 || reading.lastBroken || reading.broken !== '') return false;
  if (reading.careful && (reading.marks.includes('H') || reading.marks.length > 1)) return false;
  if (reading.lastInTuplet !== reading.left > 0) return false;
  if (reading.lost) return true;
  const [first, second] = brokenFactors(sign);
  if (!isNoteLength(last * first, grid) || !isNoteLength(last * second, grid)) return false;
  if (reading.left > 0) return tupletFits(reading, grid, reading.sum + last, reading.left - 1);
  return reading.filled + last <= reading.target;
}

/** The note in the body has ended: its real duration is added to the tuplet in progress or to the bar. */
export function endNote(reading: Reading): Reading {
  const length = writtenLength(reading);
  const real = realLength(reading, length);
  const inTuplet = reading.left > 0;
  const sum = inTuplet ? reading.sum + real : 0;
  const left = inTuplet ? reading.left - 1 : 0;
  const time = !inTuplet ? real : left === 0 ? whole((sum * reading.q) / reading.p) : 0;
  return changed(reading, {
    mode: 'between',
    filled: reading.filled + time,
    sum: left === 0 ? 0 : sum,
    left,
    last: length,
    lastInTuplet: inTuplet,
    lastBroken: reading.broken !== '',
    marks: reading.decorations,
    tied: 0,
    broken: '',
    promised: 0,
    decorations: '',
    graced: false,
    quoted: false,
    fields: 0,
    chordLength: UNIT,
    chordFixed: false,
    chordNotes: 0,
    due: 0,
  });
}

/** The broken rhythm sign is complete: lengthens or shortens the note before it, and promises the next. */
export function endBroken(reading: Reading): Reading {
  const [first] = brokenFactors(reading.text);
  const more = whole(reading.last * (first - 1));
  const inTuplet = reading.lastInTuplet && reading.left > 0;
  return changed(reading, {
    mode: 'between',
    text: '',
    filled: inTuplet ? reading.filled : reading.filled + more,
    sum: inTuplet ? reading.sum + more : reading.sum,
    broken: reading.text,
    pair: reading.last,
    promised: 1,
  });
}
