import type { Context } from '../../abc/context.ts';
import { DECORATIONS } from '../../abc/decorations.ts';
import { DECORATION_TEXTS } from '../../abc/reference/decorations.ts';
import { DIRECTIVE_TEXTS } from '../../abc/reference/directives.ts';
import { FIELDS } from '../../abc/reference/fields.ts';
import { INSTRUMENTS } from '../../abc/reference/instruments.ts';
import { CLEFS, KEY_NAMES, MODES } from '../../abc/reference/keys.ts';
import { METERS, RHYTHMS, UNIT_NOTE_LENGTHS, type Value } from '../../abc/reference/values.ts';
import type { Wanted } from './wanted.ts';

/** Where the cursor stands: in a tune, or in the text or file header between tunes. */
export type Place = Context['place'] | 'between';

/** A voice of the tune or of the file header, and what V: says of it. */
export interface Voice {
  readonly id: string;
  readonly properties: string;
}

/** One thing to choose. */
export interface Proposal {
  /** What is written. */
  readonly text: string;
  /** What is shown, where it is not what is written. */
  readonly label?: string;
  readonly detail: string;
  readonly documentation?: string;
  /** Whether there is more to choose once this is written. */
  readonly goesOn?: boolean;
}

const VALUED_FIELDS = 'KMLR';

/** Where the words of a field's description say that it may stand. */
function standsIn(where: string, place: Place): boolean {
  if (where === 'anywhere' || where === 'after a field') return true;
  if (place === 'between') return where.includes('file header') || where.includes('(first)');
  return where.includes(place === 'header' ? 'header' : 'body');
}

function fields(place: Place): Proposal[] {
  return [...FIELDS]
    .filter(([, { where }]) => standsIn(where, place))
    .map(([letter, { name, text }]) => ({
      text: `${letter}:`,
      detail: name,
      documentation: text,
      goesOn: VALUED_FIELDS.includes(letter),
    }));
}

function decorations(): Proposal[] {
  const described = [...DECORATION_TEXTS.keys()];
  const others = [...DECORATIONS].filter((name) => !DECORATION_TEXTS.has(name));
  return [...described, ...others].map((name) => ({
    text: `!${name}!`,
    detail: DECORATION_TEXTS.get(name) ?? '',
  }));
}

function directives(): Proposal[] {
  return [...DIRECTIVE_TEXTS].map(([name, text]) => ({
    text: name,
    detail: '',
    documentation: text,
    goesOn: /^MIDI (?:program|chordprog|bassprog)$/.test(name),
  }));
}

function instruments(): Proposal[] {
  return INSTRUMENTS.map((name, number) => ({ text: String(number), label: name, detail: String(number) }));
}

const plain = (values: readonly Value[]): Proposal[] => [...values];

/** Behind the tonic come a mode in full and a clef. */
function keyWords(): Proposal[] {
  const modes = MODES.map(([, mode, name]) => ({ text: mode, detail: name }));
  return [...modes, ...CLEFS.map((clef) => ({ text: `clef=${clef}`, detail: 'clef' }))];
}

function values(letter: string, valueStarts: boolean): Proposal[] {
  if (letter === 'K') return valueStarts ? [...KEY_NAMES] : keyWords();
  if (letter === 'R') return plain(RHYTHMS);
  if (!valueStarts) return [];
  if (letter === 'M') return plain(METERS);
  if (letter === 'L') return plain(UNIT_NOTE_LENGTHS);
  return letter === 'I' ? directives() : [];
}

/** Places where a field's value may be typed. */
const FIELD_PLACES: ReadonlySet<Place> = new Set<Place>([
  'between',
  'header',
  'field',
  'inline field',
  'body',
]);

/** What to propose for what is wanted in a line; empty where its place forbids it. */
export function proposalsFor(
  wanted: Wanted,
  line: string,
  place: Place,
  voices: readonly Voice[] = [],
): Proposal[] {
  switch (wanted.kind) {
    case 'field':
      return place === 'between' || place === 'header' || place === 'body' || place === 'field'
        ? fields(place)
        : [];
    case 'value': {
      const valueStarts = /:[ \t]*$/.test(line.slice(0, wanted.start));
      return FIELD_PLACES.has(place) ? values(wanted.letter, valueStarts) : [];
    }
    case 'voice':
      return FIELD_PLACES.has(place) || place === 'directive'
        ? voices.map(({ id, properties }) => ({ text: id, detail: properties }))
        : [];
    case 'directive':
      return place === 'text' ? [] : directives();
    case 'instrument':
      return place === 'text' ? [] : instruments();
    case 'decoration':
      return place === 'body' || place === 'decoration' ? decorations() : [];
  }
}
