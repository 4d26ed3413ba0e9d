import type { Alphabet } from './alphabet.ts';
import { endingMustCome, endingPermitted } from './bar-lines.ts';
import { isWrittenDecoration } from './characters.ts';
import { tupletReachable } from './lengths.ts';
import { pitchOf, roomForNote } from './notes.ts';
import type { Reading } from './reading.ts';
import { UNIT } from './ticks.ts';

const MOST_SLURS = 3;
const MOST_DECORATIONS = 3;

const isDigit = (character: string) => character >= '0' && character <= '9';
const isAccidental = (character: string) => character === '^' || character === '_' || character === '=';

/** A dot before it makes a dotted slur; other decorations belong to a note. */
export function slurMayStart(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.decorations !== '' && reading.decorations !== '.') return false;
  return alphabet.has.has(')') && reading.slurs < MOST_SLURS;
}

/** Decorations belong to a note, not to a tuplet: `(3~ABc`, not `~(3ABc`. */
export function tupletMayBegin(reading: Reading): boolean {
  return reading.left === 0 && reading.broken === '' && reading.decorations === '';
}

/** No roll or trill is written on a chord. */
function chordMayStart(alphabet: Alphabet, reading: Reading): boolean {
  const rollOrTrill = reading.decorations.includes('~') || reading.decorations.includes('T');
  return alphabet.has.has(']') && !rollOrTrill && reading.tied === 0 && noteMayStart(alphabet, reading);
}

/** A change of key anywhere between notes, a change of meter only between bars. */
function fieldMayStart(alphabet: Alphabet, reading: Reading, letter: string): boolean {
  if (!alphabet.fieldBeginnings.has(letter) || reading.fields > 1 || reading.tied > 0) return false;
  if (!nothingPending(reading) || !noteMayStart(alphabet, reading)) return false;
  if (letter !== 'M') return true;
  const whole = reading.target === reading.meter || reading.meter === 0;
  return (
    whole && reading.filled === 0 && reading.overlays === 0 && reading.goal === 'open' && reading.ending === 0
  );
}

/** Whether the variant ending `number` may begin here. */
function endingMayStart(reading: Reading, number: string): boolean {
  return reading.filled === 0 && nothingPending(reading) && endingPermitted(reading, number);
}

/** Whether the character may follow `[`. */
export function bracketPermits(alphabet: Alphabet, reading: Reading, character: string): boolean {
  if (pitchOf(character) > 0 || isAccidental(character)) return chordMayStart(alphabet, reading);
  if (isDigit(character)) return alphabet.endings && endingMayStart(reading, character);
  return fieldMayStart(alphabet, reading, character);
}

/** Whether anything may follow `[` here. */
export function bracketMayStart(alphabet: Alphabet, reading: Reading): boolean {
  if (chordMayStart(alphabet, reading) || fieldMayStart(alphabet, reading, 'K')) return true;
  if (fieldMayStart(alphabet, reading, 'M')) return true;
  const number = reading.due > 0 ? String(reading.due) : '1';
  return alphabet.endings && alphabet.has.has(number) && endingMayStart(reading, number);
}

/** No note is promised by what stands before, none is owed to a tuplet or to broken rhythm. */
function nothingPending(reading: Reading): boolean {
  return reading.promised === 0 && reading.broken === '' && reading.left === 0;
}

/** Whether a bar line may come, as far as it is not about how full the bar is. */
export function mayEndBar(reading: Reading): boolean {
  return nothingPending(reading) && reading.goal !== 'over' && reading.mode !== 'barred';
}

/** Whether the bar has room for a note. */
export function noteMayStart(alphabet: Alphabet, reading: Reading): boolean {
  return reading.goal !== 'over' && !endingMustCome(reading) && roomForNote(reading, alphabet.grid);
}

/** A tie can only be followed by its own pitch. */
export function letterReachesTie(reading: Reading, letter: string): boolean {
  const { tied } = reading;
  const pitch = pitchOf(letter);
  if (tied === 0 || pitch === tied) return true;
  if ((pitch - tied) % 7 !== 0) return false;
  return pitch < pitchOf('c') ? pitch > tied : pitch < tied;
}

/** Whether the blank line that ends a tune may come. */
export function mayEndTune(reading: Reading): boolean {
  if (reading.goal === 'over') return true;
  if (reading.goal === 'finish' || reading.filled > 0 || reading.bars === 0) return false;
  if (reading.repeat && reading.careful) return false;
  if (reading.tied > 0 || reading.slurs > 0 || reading.ending === 1) return false;
  if (endingMustCome(reading) && !reading.partMayEnd) return false;
  const afterPickup = !reading.opening && reading.partBars === 0 && reading.ending === 0;
  return !afterPickup && (reading.meter === 0 || reading.target === reading.meter);
}

/** Characters that stand before a note. There is room for one. */
export function mayLeadToNote(alphabet: Alphabet, reading: Reading, character: string): boolean {
  const tied = reading.tied > 0;
  switch (character) {
    case 'z':
    case 'x':
      return !tied && reading.promised < 2 && (reading.decorations === '' || reading.decorations === 'H');
    case 'Z':
      return (
        !tied &&
        !reading.inPlace &&
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
 * Not twice the same, none on a note tied to. Careful text has no roll after a grace note, and of a broken rhythm
 * both notes are staccato or neither, and none has a fermata: these change what abc2midi makes of a note's length.
 */
function decorationPermitted(reading: Reading, character: string): boolean {
  const { decorations } = reading;
  if (!isWrittenDecoration(character) || decorations.length >= MOST_DECORATIONS || reading.tied > 0)
    return false;
  if (decorations.includes(character)) return false;
  if (!reading.careful) return true;
  if (reading.broken !== '' && (decorations !== '' || character === 'H' || character === '.')) return false;
  return character !== '~' || !reading.graced;
}

/** After `.A>` comes `.B`. */
export function owesStaccato(reading: Reading): boolean {
  return (
    reading.careful &&
    reading.broken !== '' &&
    reading.marks.includes('.') &&
    !reading.decorations.includes('.')
  );
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

/**
 * Not where the accidental is an earlier one's: behind a bar line the pitch would be another. Careful text ties no
 * chord, whose notes would all have to come again, and nothing staccato, where abc2midi finds no note to tie.
 */
export function tieMayStart(reading: Reading): boolean {
  if (reading.last === 0 || reading.rest || reading.tied > 0 || reading.overlays > 0) return false;
  if (reading.careful && (reading.pitch === 0 || reading.marks.includes('.'))) return false;
  if (!reading.accidental && (reading.altered & (1 << (reading.pitch % 7))) !== 0) return false;
  return reading.goal === 'open' || reading.left > 0 || reading.filled < reading.target;
}

/** Over a full bar only. */
export function overlayMayStart(reading: Reading): boolean {
  if (!nothingPending(reading) || reading.slurs > 0 || reading.tied > 0 || reading.overlays > 1) return false;
  if (reading.hasEndings) return false;

  return fullBarAhead(reading) && reading.filled === reading.target && reading.goal === 'open';
}

/** Right after a note, also between it and the second of a broken rhythm: `(FG>)A`. abcjs knows no `)` after a tie. */
export function slurMayEnd(reading: Reading): boolean {
  return reading.slurs > 0 && reading.last > 0 && (reading.tied === 0 || !reading.careful);
}

function afterChordSymbol({ quoted, decorations, graced, promised }: Reading): boolean {
  return quoted && decorations === '' && !graced && promised === 1;
}

/** Not at the start of a line, nor between a mark and its note, but after a chord symbol. */
export function blankPermitted(alphabet: Alphabet, reading: Reading): boolean {
  if (reading.slurs > 0 && reading.mode === 'between' && !noteMayStart(alphabet, reading)) return false;
  if (endingMustCome(reading) && !alphabet.has.has('[')) return false;
  if (reading.blank || reading.broken !== '' || (reading.promised > 0 && !afterChordSymbol(reading)))
    return false;
  return reading.mode !== 'line' && reading.goal !== 'over';
}
