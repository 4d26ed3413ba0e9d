import { settle } from './advance.ts';
import type { Alphabet } from './alphabet.ts';
import { lengthCharacterPermitted } from './lengths.ts';
import { allowed } from './mask.ts';
import { lengthFits, pendingFits, roomForNote } from './notes.ts';
import { maySettle, permits } from './permits.ts';
import { changed, type Reading } from './reading.ts';
import { FREE_BAR } from './ticks.ts';

/** Constructs that a note has to follow. */
const NEEDS_NOTE: readonly Reading['mode'][] = [
  'accidental',
  'parenthesis',
  'tuplet',
  'quote',
  'grace',
  'chord',
];

/**
 * Makes a reading of text that may be wrong or strange one that we can go on from: never without a next
 * character, and able to be finished. A bar that cannot be put right is given up, the next one starts afresh.
 */
export function handOver(alphabet: Alphabet, reading: Reading): Reading {
  const plain = withoutForeign(alphabet, reading);
  const sound = isSound(alphabet, plain) ? plain : changed(plain, { lost: true, tied: 0, chordFixed: false });
  return isStuck(alphabet, sound) ? giveUp(alphabet, sound) : sound;
}

/** Without what only text that is not ours holds. */
function withoutForeign(alphabet: Alphabet, theirs: Reading): Reading {
  const ended = endBarLine(alphabet, changed(theirs, { careful: true }));
  const meter = ended.meter % alphabet.grid === 0 ? ended.meter : 0;
  const overfull = ended.filled > ended.target && ended.filled <= meter;
  const odd = ended.target < alphabet.grid || ended.target % alphabet.grid !== 0;
  const target = overfull || odd ? meter : ended.target;
  const begun = ended.promised > 0 || ended.inside !== 'body' || NEEDS_NOTE.includes(ended.mode);
  const due = ended.due === 1 || begun || !alphabet.endings ? 0 : ended.due;
  return changed(ended, {
    partMayEnd: false,
    mode: ended.mode === 'end' ? 'line' : ended.mode,
    meter,
    target: meter === 0 ? FREE_BAR : target,
    due,
    pickup: ended.pickup % alphabet.grid === 0 ? ended.pickup : 0,
    pickups: ended.pickups.filter((pickup) => pickup % alphabet.grid === 0),
    noEndings: ended.noEndings || !alphabet.endings,
    ending: alphabet.endings ? ended.ending : 0,
    endingAt:
      ended.due === 1 || ended.endingAt % alphabet.grid !== 0 || ended.endingAt >= meter ? 0 : ended.endingAt,
    slurs: alphabet.has.has(')') ? Math.min(ended.slurs, 1) : 0,
    tied: tieStillHolds(ended) ? ended.tied : 0,
    // We would not roll a chord, but here is one.
    decorations: ended.mode === 'bracket' ? '' : ended.decorations,
  });
}

/** A bar line that we would not write here has ended its bar. */
function endBarLine(alphabet: Alphabet, reading: Reading): Reading {
  if (reading.mode === 'ending' && !alphabet.endings) return settle(reading);
  if (reading.mode !== 'bar' || maySettle(alphabet, reading)) return reading;
  const goesOn = ['|', ':', ']'].some(
    (character) => alphabet.has.has(character) && permits(alphabet, reading, character),
  );
  return goesOn ? reading : settle(reading);
}

function tieStillHolds(reading: Reading): boolean {
  if (reading.inside !== 'body' || reading.rest) return false;
  if (reading.mode !== 'note')
    return NEEDS_NOTE.every((mode) => mode !== reading.mode) && reading.promised === 0;
  return reading.pitch === reading.tied;
}

function isSound(alphabet: Alphabet, reading: Reading): boolean {
  if (!pendingFits(reading, alphabet.grid)) return false;
  const chord: Reading = changed(reading, { inside: 'body' });
  if (reading.chordFixed && !lengthFits(chord, alphabet.grid, reading.chordLength)) return false;
  const needsNote = reading.promised > 0 || reading.inside !== 'body' || NEEDS_NOTE.includes(reading.mode);
  if (needsNote && !roomForNote(reading, alphabet.grid)) return false;
  if (reading.mode !== 'note' || maySettle(alphabet, reading)) return true;
  return Array.from('/123456789').some(
    (c) => alphabet.has.has(c) && lengthCharacterPermitted(alphabet, reading, c),
  );
}

/** No character may follow, or the one that closes what is open can not be written. */
function isStuck(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.inside === 'grace' && !alphabet.has.has('}')) return true;
  if (reading.inside !== 'body' && (reading.mode === 'parenthesis' || reading.mode === 'tuplet')) return true;
  const optional = reading.text.startsWith('(') && !alphabet.has.has(')');
  if (reading.mode === 'quote' && (optional || !alphabet.chordSymbols)) return true;
  const inBrackets = reading.inside === 'chord' || reading.mode === 'bracket' || reading.mode === 'field';
  if (inBrackets && !alphabet.has.has(']')) return true;
  return allowed(alphabet, reading, new Uint8Array(alphabet.characters.length)) === 0;
}

/** Takes the construct in progress for ended. */
function giveUp(alphabet: Alphabet, reading: Reading): Reading {
  return changed(reading, {
    mode: 'between',
    text: '',
    inside: 'body',
    lost: true,
    promised: 0,
    due: 0,
    tied: 0,
    slurs: 0,
    broken: '',
    left: 0,
    sum: 0,
    filled: Math.max(alphabet.grid, reading.filled),
  });
}
