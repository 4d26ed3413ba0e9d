import { beginEnding, endBar } from './bar-lines.ts';
import { isDecoration } from './characters.ts';
import { meterTicks } from './inline-field.ts';
import { endBroken, endNote, pitchOf, writtenLength } from './notes.ts';
import { changed, type Reading } from './reading.ts';
import { FREE_BAR, tupletTime, UNIT } from './ticks.ts';

const isDigit = (character: string) => character >= '0' && character <= '9';

/** The parts of `(p:q:r` with what is left out filled in. */
function tupletParts(text: string, compound: boolean): readonly [number, number, number] {
  const [p = 0, q = 0, r = 0] = text.split(':').map((part) => (part === '' ? 0 : Number.parseInt(part, 10)));
  return [p, q || tupletTime(p, compound), r || p];
}

/** Ends the construct in progress where it can end without a closing character of its own. */
export function settle(reading: Reading): Reading {
  switch (reading.mode) {
    case 'note':
      return reading.inside === 'body' ? endNote(reading) : endInnerNote(reading);
    case 'bars':
      return endNote(changed(reading, { above: 0, filled: reading.target - UNIT }));
    case 'bar':
      return endBar(reading);
    case 'ending':
      return beginEnding(reading);
    case 'broken':
      return endBroken(reading);
    case 'parenthesis':
      return changed(reading, {
        mode: 'between',
        slurs: reading.slurs + 1,
        promised: reading.promised || 1,
        decorations: '',
      });
    case 'tuplet':
      return beginTuplet(reading);
    default:
      return reading;
  }
}

function endInnerNote(reading: Reading): Reading {
  if (reading.inside === 'grace')
    return changed(reading, { mode: 'grace', chordNotes: reading.chordNotes + 1 });
  const first = reading.chordNotes === 0;
  return changed(reading, {
    mode: 'chord',
    chordNotes: reading.chordNotes + 1,
    chordLength: first ? writtenLength(reading) : reading.chordLength,
    chordFixed: first ? reading.above > 0 || reading.slashes > 0 : reading.chordFixed,
  });
}

function beginTuplet(reading: Reading): Reading {
  const [p, q, left] = tupletParts(reading.text, reading.compound);
  const plain: Reading = changed(reading, { mode: 'between', text: '', promised: 1 });
  const countable = p > 0 && q > 0 && left > 0 && Math.max(p, q, left) < 17;
  return countable ? changed(plain, { p, q, left, sum: 0 }) : plain;
}

/** More of the construct in progress, or null where the character is none of its. */
function continueConstruct(reading: Reading, character: string): Reading | null {
  switch (reading.mode) {
    case 'note':
      return continueNote(reading, character);
    case 'bars':
      return isDigit(character) ? changed(reading, { above: reading.above * 10 + Number(character) }) : null;
    case 'bar':
      return /[|:\]]/.test(character) ? changed(reading, { text: reading.text + character }) : null;
    case 'barred':
      return isDigit(character) ? changed(reading, { mode: 'ending', text: character }) : null;
    case 'ending':
      return /[\d,-]/.test(character) ? changed(reading, { text: reading.text + character }) : null;
    case 'broken':
      return reading.text.startsWith(character) ? changed(reading, { text: reading.text + character }) : null;
    case 'parenthesis':
      return isDigit(character) ? changed(reading, { mode: 'tuplet', text: character }) : null;
    case 'tuplet':
      return isDigit(character) || character === ':'
        ? changed(reading, { text: reading.text + character })
        : null;
    default:
      return null;
  }
}

function continueNote(reading: Reading, character: string): Reading | null {
  if (isDigit(character)) {
    const digit = Number(character);
    if (reading.slashes > 0) return changed(reading, { below: reading.below * 10 + digit });
    return changed(reading, { above: reading.above * 10 + digit });
  }
  if (character === '/') return changed(reading, { slashes: reading.slashes + 1 });
  if (character !== ',' && character !== "'") return null;
  const pitch = reading.pitch + (character === "'" ? 7 : -7);
  return changed(reading, { pitch, octaves: reading.octaves + 1 });
}

/** What holds the construct in progress. */
function outer({ inside }: Reading): Reading['mode'] {
  return inside === 'body' ? 'between' : inside;
}

/** A construct that only its own last character ends: text in quotes, in a field, after `[`. */
function insideConstruct(reading: Reading, character: string): Reading | null {
  switch (reading.mode) {
    case 'quote':
      if (character !== '"') return changed(reading, { text: reading.text + character });
      return changed(reading, {
        mode: outer(reading),
        text: '',
        quoted: true,
        promised: reading.promised || 1,
      });
    case 'field':
      return character === ']' ? endField(reading) : changed(reading, { text: reading.text + character });
    case 'bracket':
      return afterBracket(reading, character);
    case 'chord':
      if (character !== ']') return null;
      return changed(reading, {
        mode: 'note',
        inside: 'body',
        rest: false,
        pitch: 0,
        octaves: 9,
        above: 0,
        slashes: 0,
        below: 0,
      });
    case 'grace':
      if (character !== '}') return null;
      return changed(reading, { mode: 'between', inside: 'body', graced: true, promised: 2 });
    default:
      return null;
  }
}

function afterBracket(reading: Reading, character: string): Reading {
  if (character === '|' || character === ']') return changed(reading, { mode: 'bar', text: `[${character}` });
  if (isDigit(character)) return changed(reading, { mode: 'ending', text: character });
  if (/[H-Zh-wyz]/.test(character)) return changed(reading, { mode: 'field', text: character });
  return begin(
    changed(reading, { mode: 'chord', inside: 'chord', chordNotes: 0, chordFixed: false }),
    character,
  );
}

function endField(reading: Reading): Reading {
  const plain: Reading = changed(reading, { mode: outer(reading), text: '', fields: reading.fields + 1 });
  if (!reading.text.startsWith('M:')) return plain;
  const { meter, compound } = meterTicks(reading.text.slice(2));
  const target = meter === 0 ? FREE_BAR : meter;
  return changed(plain, { meter, compound, target, pickup: 0, pickups: [] });
}

function beginNote(reading: Reading, character: string, accidental = false): Reading {
  const pitch = pitchOf(character);
  return changed(reading, {
    mode: 'note',
    rest: false,
    pitch,
    accidental,
    altered: accidental ? reading.altered | (1 << (pitch % 7)) : reading.altered,
    octaves: 0,
    above: 0,
    slashes: 0,
    below: 0,
    blank: false,
    last: 0,
  });
}

/** A new construct. Every construct but a blank, `-`, `)` and `>` puts the note before it out of reach. */
function begin(reading: Reading, character: string): Reading {
  const apart: Reading = changed(reading, {
    blank: false,
    mode: reading.inside === 'body' ? 'between' : reading.mode,
  });
  if (pitchOf(character) > 0) return beginNote(apart, character, reading.mode === 'accidental');
  switch (character) {
    case 'z':
    case 'x':
      return changed(beginNote(apart, character), { rest: true });
    case 'Z':
      return changed(beginNote(apart, character), { rest: true, mode: 'bars' });
    case '^':
    case '_':
    case '=':
      return changed(apart, {
        mode: 'accidental',
        text: reading.mode === 'accidental' ? reading.text + character : character,
        last: 0,
      });
    case ' ':
      return changed(apart, { blank: true, last: 0 });
    case '-':
      return changed(apart, { tied: reading.rest ? 0 : reading.pitch });
    case ')':
      return changed(apart, { slurs: Math.max(0, reading.slurs - 1), pitch: 0 });
    case '>':
    case '<':
      return changed(apart, { mode: 'broken', text: character });
    default:
      return beginApart(changed(apart, { last: 0 }), character);
  }
}

function beginApart(apart: Reading, character: string): Reading {
  switch (character) {
    case '"':
      return changed(apart, { mode: 'quote', text: '' });
    case '{':
      return changed(apart, { mode: 'grace', inside: 'grace', chordNotes: 0 });
    case '(':
      return changed(apart, { mode: 'parenthesis' });
    case '[':
      return changed(apart, { mode: 'bracket' });
    case '|':
    case ':':
      return changed(apart, { mode: 'bar', text: character, inside: 'body', chordLength: UNIT });
    case '&':
      return changed(apart, {
        target: apart.filled,
        filled: 0,
        overlays: apart.overlays + 1,
        noEndings: true,
      });
    default:
      if (!isDecoration(character)) return apart;
      return changed(apart, { decorations: apart.decorations + character, promised: apart.promised || 1 });
  }
}

function newLine(reading: Reading): Reading {
  const settled = settle(reading);
  const ended = settled.mode === 'line' || settled.mode === 'end';
  return changed(settled, {
    mode: ended ? 'end' : 'line',
    inside: 'body',
    text: '',
    blank: false,
    lineBars: 0,
    last: 0,
    chordLength: UNIT,
  });
}

/**
 * Reads one more character of canonical body text. Takes any text: what is wrong is read as well as can be,
 * and the next bar line starts afresh. Whether a character may be *written* is `permits`' business.
 */
export function advance(reading: Reading, character: string): Reading {
  if (character === '\n') return newLine(reading);
  const inside = insideConstruct(reading, character) ?? continueConstruct(reading, character);
  if (inside !== null) return inside;
  const settled = settle(reading);
  return settled === reading ? begin(reading, character) : advance(settled, character);
}
