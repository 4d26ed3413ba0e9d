import { formatLength, parseLength } from '../../abc/length.ts';
import type { LstmState } from '../../engine/engine.ts';
import type { Chances } from './chances.ts';
import type { Listener } from './surprise.ts';

/** A note in canonical form. */
export interface LikelyNote {
  readonly text: string;
  /** Natural logarithm of its chance. */
  readonly log: number;
}

/** What the network knows where a note is to stand. */
export interface NoteStart {
  readonly state: LstmState;
  /** Logits [V] for the note's first character. */
  readonly logits: Float32Array;
}

/** A note that may go on, with the state before its last character, which is still to be read. */
interface Begun extends LikelyNote {
  readonly state: LstmState;
  readonly last: number;
}

interface Search extends Listener {
  readonly chances: Chances;
  /** The length wanted, as canonical text writes it; undefined: any. */
  readonly length: string | undefined;
}

/** Steps of the network: enough to try every pitch where a length is so unlikely that none stands out. */
const MOST_STEPS = 96;

/**
 * The likeliest notes at a place, the best first: all of one length (`''`, `2`, `3/2`), or of any. The search goes on
 * with the likeliest beginnings, side by side on the sampler's streams. It is exact, as no note is likelier than its
 * beginning.
 */
export function likeliestNotes(search: Search, start: NoteStart, count: number): LikelyNote[] {
  const whole: LikelyNote[] = [];
  const begun = longer(search, '', 0, start.state, start.logits);
  for (let step = 0; step < MOST_STEPS && begun.length > 0; step++) {
    begun.sort(byChance);
    if ((begun[0]?.log ?? 0) <= (whole[count - 1]?.log ?? -Infinity)) break;
    const best = begun.splice(0, search.sampler.streams);
    readOn(search, best, ({ text, log }, state, logits) => {
      if (isWhole(text, search.length)) whole.push({ text, log: log + search.chances.end(logits) });
      begun.push(...longer(search, text, log, state, logits));
    });
    whole.sort(byChance);
  }
  return whole.slice(0, count);
}

function byChance(a: LikelyNote, b: LikelyNote): number {
  return b.log - a.log;
}

/** Reads the last characters of some notes, one on each stream. */
function readOn(
  { sampler, alphabet }: Search,
  notes: readonly Begun[],
  then: (note: Begun, state: LstmState, logits: Float32Array) => void,
): void {
  notes.forEach(({ state }, stream) => {
    sampler.importState(stream, state);
  });
  const size = alphabet.characters.length;
  const logits = sampler.step(notes.map(({ last }) => last));
  notes.forEach((note, stream) => {
    then(note, sampler.exportState(stream), logits.subarray(stream * size, (stream + 1) * size));
  });
}

const CHARACTERS = Array.from("ABCDEFGabcdefg^_=,'0123456789/");

/** A beginning of a note with each character that may come next. */
function longer(
  { alphabet, chances, length }: Search,
  text: string,
  log: number,
  state: LstmState,
  logits: Float32Array,
): Begun[] {
  return CHARACTERS.flatMap((character) => {
    const last = alphabet.indexOf.get(character);
    if (last === undefined || !isBegun(text + character, length)) return [];
    const chance = text === '' ? chances.begin(logits, last) : chances.goOn(logits, last);
    return [{ text: text + character, log: log + chance, state, last }];
  });
}

const NOTE = /^(?:\^\^?|__?|=)?(?:(?:[A-G],{0,2}|[a-g]'{0,2})(.*))?$/;

function isBegun(text: string, length: string | undefined): boolean {
  const found = NOTE.exec(text);
  if (found === null) return false;
  const written = found[1] ?? '';
  return length === undefined ? /^(?:[1-9]\d?)?(?:\/[1-9]?)?$/.test(written) : length.startsWith(written);
}

function isWhole(text: string, length: string | undefined): boolean {
  const written = NOTE.exec(text)?.[1];
  if (written === undefined || length !== undefined) return written === length;
  const value = parseLength(written);
  return value !== null && formatLength(value) === written;
}
