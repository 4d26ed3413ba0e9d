import { settle } from './advance.ts';
import type { Alphabet } from './alphabet.ts';
import { barLinePermitted, endingMustCome, endingPermitted } from './bar-lines.ts';
import { isWrittenDecoration } from './characters.ts';
import { chordSymbolSpelling } from './chord-symbol.ts';
import { lengthCharacterPermitted, tupletPermitted, tupletReachable } from './lengths.ts';
import { brokenFits, lengthFits, pitchOf, roomForNote, writtenLength } from './notes.ts';
import type { Reading } from './reading.ts';
import { UNIT } from './ticks.ts';

const MOST_NOTES_INSIDE = 6;
const MOST_OCTAVES = 3;
const MOST_SLURS = 3;
const MOST_DECORATIONS = 3;
const MOST_BROKEN = 2;

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
    case 'ending':
      return true;
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

/** A dot before it makes a dotted slur; other decorations belong to a note. */
function slurMayStart(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.decorations !== '' && reading.decorations !== '.') return false;
  return alphabet.has.has(')') && reading.slurs < MOST_SLURS;
}

/** Decorations belong to a note, not to a tuplet: `(3~ABc`, not `~(3ABc`. */
function tupletMayBegin(reading: Reading): boolean {
  return reading.left === 0 && reading.factor === 1 && reading.decorations === '';
}

function chordMayStart(alphabet: Alphabet, reading: Reading): boolean {
  const rollOrTrill = reading.decorations.includes('~') || reading.decorations.includes('T');
  return alphabet.has.has(']') && !rollOrTrill && reading.tied === 0 && noteMayStart(alphabet, reading);
}

function fieldMayStart(alphabet: Alphabet, reading: Reading, letter: string): boolean {
  if (!alphabet.fieldBeginnings.has(letter) || reading.fields > 1 || reading.tied > 0) return false;
  if (!nothingPending(reading) || !noteMayStart(alphabet, reading)) return false;
  if (letter !== 'M') return true;
  const whole = reading.target === reading.meter || reading.meter === 0;
  return (
    whole && reading.filled === 0 && reading.overlays === 0 && reading.goal === 'open' && reading.ending === 0
  );
}

function endingMayStart(reading: Reading, number: string): boolean {
  return reading.filled === 0 && nothingPending(reading) && endingPermitted(reading, number);
}

function bracketPermits(alphabet: Alphabet, reading: Reading, character: string): boolean {
  if (pitchOf(character) > 0 || isAccidental(character)) return chordMayStart(alphabet, reading);
  if (isDigit(character)) return alphabet.endings && endingMayStart(reading, character);
  return fieldMayStart(alphabet, reading, character);
}

function bracketMayStart(alphabet: Alphabet, reading: Reading): boolean {
  if (chordMayStart(alphabet, reading) || fieldMayStart(alphabet, reading, 'K')) return true;
  if (fieldMayStart(alphabet, reading, 'M')) return true;
  const number = reading.due > 0 ? String(reading.due) : '1';
  return alphabet.endings && alphabet.has.has(number) && endingMayStart(reading, number);
}

/** No note is promised by what stands before, none is owed to a tuplet or to broken rhythm. */
function nothingPending(reading: Reading): boolean {
  return reading.promised === 0 && reading.factor === 1 && reading.left === 0;
}

function mayEndBar(reading: Reading): boolean {
  return nothingPending(reading) && reading.goal !== 'over' && reading.mode !== 'barred';
}

function noteMayStart(alphabet: Alphabet, reading: Reading): boolean {
  return reading.goal !== 'over' && !endingMustCome(reading) && roomForNote(reading, alphabet.grid);
}

/** A tie can only be followed by its own pitch. */
function letterReachesTie(reading: Reading, letter: string): boolean {
  const { tied } = reading;
  const pitch = pitchOf(letter);
  if (tied === 0 || pitch === tied) return true;
  if ((pitch - tied) % 7 !== 0) return false;
  return pitch < pitchOf('c') ? pitch > tied : pitch < tied;
}

function mayEndTune(reading: Reading): boolean {
  if (reading.goal === 'over') return true;
  if (reading.goal === 'finish' || reading.filled > 0 || reading.bars === 0 || reading.repeat) return false;
  if (reading.tied > 0 || reading.slurs > 0 || endingMustCome(reading) || reading.ending === 1) return false;
  const afterPickup = !reading.opening && reading.partBars === 0 && reading.ending === 0;
  return !afterPickup && (reading.meter === 0 || reading.target === reading.meter);
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
      return reading.mode === 'barred' && !(endingMustCome(reading) && !alphabet.has.has('['));
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

/** Characters that stand before a note. There is room for one. */
function mayLeadToNote(alphabet: Alphabet, reading: Reading, character: string): boolean {
  const tied = reading.tied > 0;
  switch (character) {
    case 'z':
    case 'x':
      return !tied && reading.promised < 2 && (reading.decorations === '' || reading.decorations === 'H');
    case 'Z':
      return (
        !tied &&
        nothingPending(reading) &&
        reading.slurs === 0 &&
        reading.filled === 0 &&
        restMayFill(reading)
      );
    case '^':
    case '_':
    case '=':
      return !tied;
    case '"':
      return alphabet.chordSymbols && chordSymbolMayStart(reading);
    case '{':
      return !tied && !reading.graced && reading.decorations === '' && alphabet.has.has('}');
    case '(':
      if (slurMayStart(alphabet, reading)) return true;
      return tupletMayBegin(reading) && tupletReachable(alphabet, reading, '3');
    default:
      return decorationPermitted(reading, character);
  }
}

/**
 * Not twice the same, none on a note tied to, no roll after a grace note. Of a broken rhythm both notes are staccato
 * or neither, and none has a fermata: these change what players (and abc2midi) make of a note's length.
 */
function decorationPermitted(reading: Reading, character: string): boolean {
  const { decorations } = reading;
  if (!isWrittenDecoration(character) || decorations.length >= MOST_DECORATIONS || reading.tied > 0)
    return false;
  if (decorations.includes(character)) return false;
  if (reading.factor !== 1 && (decorations !== '' || character === 'H' || character === '.')) return false;
  return character !== '~' || (reading.factor === 1 && !reading.graced);
}

/** After `.A>` comes `.B`. */
function owesStaccato(reading: Reading): boolean {
  return reading.factor !== 1 && reading.marks.includes('.') && !reading.decorations.includes('.');
}

/** With an eighth left of the bar at least: players (and abc2midi) let the chord sound that long. */
function chordSymbolMayStart(reading: Reading): boolean {
  if (reading.quoted || reading.promised > 1 || reading.decorations !== '') return false;
  return reading.lost || reading.target - reading.filled >= UNIT;
}

function fullBarAhead(reading: Reading): boolean {
  return reading.meter > 0 && reading.target === reading.meter && !reading.lost;
}

/** A rest for a whole bar is engraved as one, in the meters of which all readers know how long that is. */
function restMayFill(reading: Reading): boolean {
  return fullBarAhead(reading) && reading.overlays === 0 && [3, 4, 6, 8, 9].includes(reading.meter / UNIT);
}

/** Not on a decorated note, nor where the accidental is an earlier one's: behind a bar line the pitch would be another. */
function tieMayStart(reading: Reading): boolean {
  if (reading.last === 0 || reading.rest || reading.pitch === 0 || reading.tied > 0) return false;
  if (reading.marks !== '' || reading.overlays > 0) return false;
  if (!reading.accidental && (reading.altered & (1 << (reading.pitch % 7))) !== 0) return false;
  return reading.goal === 'open' || reading.left > 0 || reading.filled < reading.target;
}

function overlayMayStart(reading: Reading): boolean {
  if (!nothingPending(reading) || reading.slurs > 0 || reading.tied > 0 || reading.overlays > 1) return false;
  if (reading.hasEndings) return false;

  return fullBarAhead(reading) && reading.filled === reading.target && reading.goal === 'open';
}

/** Right after a note, also between it and the second of a broken rhythm: `(FG>)A`. */
function slurMayEnd(reading: Reading): boolean {
  return reading.slurs > 0 && reading.last > 0 && reading.tied === 0;
}

function afterChordSymbol({ quoted, decorations, graced, promised }: Reading): boolean {
  return quoted && decorations === '' && !graced && promised === 1;
}

/** Not at the start of a line, nor between a mark and its note, but after a chord symbol. */
function blankPermitted(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.slurs > 0 && reading.mode === 'between' && !noteMayStart(alphabet, reading)) return false;
  if (endingMustCome(reading) && !alphabet.has.has('[')) return false;
  if (reading.blank || reading.factor !== 1 || (reading.promised > 0 && !afterChordSymbol(reading)))
    return false;
  return reading.mode !== 'line' && reading.goal !== 'over';
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
