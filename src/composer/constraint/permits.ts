import { settle } from './advance.ts';
import type { Alphabet } from './alphabet.ts';
import { barLinePermitted, endingMustCome, endingPermitted } from './bar-lines.ts';
import {
  blankPermitted,
  bracketMayStart,
  bracketPermits,
  letterReachesTie,
  mayEndBar,
  mayEndTune,
  mayLeadToNote,
  noteMayStart,
  overlayMayStart,
  owesStaccato,
  slurMayEnd,
  slurMayStart,
  tieMayStart,
  tupletMayBegin,
} from './beginnings.ts';
import { chordSymbolSpelling } from './chord-symbol.ts';
import { lengthCharacterPermitted, tupletPermitted, tupletReachable } from './lengths.ts';
import { brokenFits, lengthFits, pitchOf, writtenLength } from './notes.ts';
import type { Reading } from './reading.ts';

const MOST_NOTES_INSIDE = 6;
const MOST_OCTAVES = 3;
const MOST_BROKEN = 2;

/** `1,3`, `1-3` and beginnings of these; careful text has one number only. */
const ENDING_NUMBERS = /^[1-9](?:[,-][1-9])*[,-]?$/;

const isDigit = (character: string) => character >= '0' && character <= '9';
const isAccidental = (character: string) => character === '^' || character === '_' || character === '=';

/** Whether the construct in progress may end here, where it has no closing character of its own. */
export function maySettle(alphabet: Alphabet, reading: Reading): boolean {
  switch (reading.mode) {
    case 'note':
      return noteMayEnd(alphabet, reading);
    case 'bar':
      return alphabet.barLines.includes(reading.text) && barLinePermitted(reading, reading.text);
    case 'broken':
      return brokenFits(reading, alphabet.grid, reading.text);
    case 'parenthesis':
      return slurMayStart(alphabet, reading);
    case 'tuplet':
      return tupletPermitted(alphabet, reading, reading.text);
    case 'between':
    case 'barred':
    case 'line':
    case 'bars':
      return true;
    case 'ending':
      return isDigit(reading.text.slice(-1));
    default:
      return false;
  }
}

function noteMayEnd(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.inside === 'grace') return true;
  const written = reading.above > 0 || reading.slashes > 0;
  if (reading.inside === 'chord' && reading.chordNotes === 0 && !written) return true;
  if (reading.inside === 'body' && reading.tied > 0 && reading.pitch !== reading.tied) return false;
  return lengthFits(reading, alphabet.grid, writtenLength(reading));
}

/** Whether the character may go on with the construct in progress. */
export function mayContinue(alphabet: Alphabet, reading: Reading, character: string): boolean {
  switch (reading.mode) {
    case 'note':
      if (isDigit(character) || character === '/')
        return lengthCharacterPermitted(alphabet, reading, character);
      return octavePermitted(reading, character);
    case 'accidental':
      if (pitchOf(character) > 0) return true;
      return character !== '=' && character === reading.text && isAccidental(character);
    case 'bars':
      return character >= '2' && character <= '9' && reading.above === 0 && reading.goal === 'open';
    case 'bar':
      return barLineReachable(alphabet, reading, reading.text + character);
    case 'barred':
      return isDigit(character) && alphabet.endings && endingPermitted(reading, character);
    case 'ending':
      return !reading.careful && ENDING_NUMBERS.test(reading.text + character);
    case 'broken':
      return (
        reading.text.startsWith(character) && brokenReachable(alphabet, reading, reading.text + character)
      );
    case 'parenthesis':
      return tupletMayBegin(reading) && tupletReachable(alphabet, reading, character);
    case 'tuplet':
      return tupletReachable(alphabet, reading, reading.text + character);
    case 'bracket':
      return bracketPermits(alphabet, reading, character);
    default:
      return mayFillIn(alphabet, reading, character);
  }
}

/** The same for constructs with a closing character. */
function mayFillIn(alphabet: Alphabet, reading: Reading, character: string): boolean {
  const isNote = pitchOf(character) > 0 || isAccidental(character);
  switch (reading.mode) {
    case 'chord':
      return character === ']' ? reading.chordNotes > 0 : isNote && reading.chordNotes < MOST_NOTES_INSIDE;
    case 'grace':
      return character === '}' ? reading.chordNotes > 0 : isNote && reading.chordNotes < MOST_NOTES_INSIDE;
    case 'quote': {
      const spelling = chordSymbolSpelling(reading.text, alphabet.chordKinds);
      if (character === '"') return spelling !== 'begun';
      if (character === '(' && !alphabet.has.has(')')) return false;
      if (spelling === 'wrong') return false;
      return chordSymbolSpelling(reading.text + character, alphabet.chordKinds) !== 'wrong';
    }
    case 'field':
      if (character === ']')
        return alphabet.fields.has(reading.text) || !alphabet.fieldBeginnings.has(reading.text);
      return alphabet.fieldBeginnings.has(reading.text + character);
    default:
      return false;
  }
}

function octavePermitted(reading: Reading, character: string): boolean {
  if (reading.rest || reading.above > 0 || reading.slashes > 0 || reading.octaves >= MOST_OCTAVES)
    return false;
  const tied = reading.inside === 'body' ? reading.tied : 0;
  if (character === ',') return reading.pitch < pitchOf('c') && (tied === 0 || reading.pitch > tied);
  if (character === "'") return reading.pitch >= pitchOf('c') && (tied === 0 || reading.pitch < tied);
  return false;
}

function brokenReachable(alphabet: Alphabet, reading: Reading, sign: string): boolean {
  return sign.length <= MOST_BROKEN && brokenFits(reading, alphabet.grid, sign);
}

function barLineReachable(alphabet: Alphabet, reading: Reading, beginning: string): boolean {
  if (reading.filled === 0 && beginning === '|' && !alphabet.endings) return false;
  return alphabet.barLines.some((line) => line.startsWith(beginning) && barLinePermitted(reading, line));
}

/** Whether the character may begin a construct; `reading` has none in progress. */
function mayBegin(alphabet: Alphabet, reading: Reading, character: string): boolean {
  if (reading.inside !== 'body') return false;
  if (owesStaccato(reading)) return character === '.';
  if (pitchOf(character) > 0) return noteMayStart(alphabet, reading) && letterReachesTie(reading, character);
  switch (character) {
    case '|':
    case ':':
      return mayEndBar(reading) && barLineReachable(alphabet, reading, character);
    case '\n':
      if (reading.mode === 'line') return mayEndTune(reading);
      if (reading.mode !== 'barred' || reading.emptyBar) return false;
      return !endingMustCome(reading) || alphabet.has.has('[');
    case '[':
      return bracketMayStart(alphabet, reading);
    case ')':
      return slurMayEnd(reading);
    case '-':
      return tieMayStart(reading);
    case '>':
    case '<':
      return brokenFits(reading, alphabet.grid, character);
    case '&':
      return overlayMayStart(reading);
    case ' ':
      return blankPermitted(alphabet, reading);
    default:
      return noteMayStart(alphabet, reading) && mayLeadToNote(alphabet, reading, character);
  }
}

/** Whether every letter may begin a note; null where that depends on the letter. */
export function mayBeginAnyLetter(alphabet: Alphabet, settled: Reading): boolean | null {
  return settled.tied > 0 || owesStaccato(settled) ? null : noteMayStart(alphabet, settled);
}

/** Whether the character may follow what has been settled. */
export function mayFollow(alphabet: Alphabet, settled: Reading, character: string): boolean {
  return mayContinue(alphabet, settled, character) || mayBegin(alphabet, settled, character);
}

/** Whether the character may be written next, so that the tune stays right and can still be finished. */
export function permits(alphabet: Alphabet, reading: Reading, character: string): boolean {
  if (mayContinue(alphabet, reading, character)) return true;
  return maySettle(alphabet, reading) && mayFollow(alphabet, settle(reading), character);
}
