import type { TextRange } from '../book.ts';
import { divide, equals, multiply } from '../fraction.ts';
import { formatLength } from '../length.ts';
import { scanTune } from '../scan.ts';
import type { Token } from '../token.ts';
import { type Pitch, readPitch, readRest } from './pieces.ts';
import { readVoice, voicesOf, writeVoice } from './tune.ts';

/** A note or rest in canonical text, and where it stands in the tune that the text was made of. */
export interface AlignedNote extends TextRange {
  readonly source: TextRange;
}

/** One voice of a tune in canonical form. */
export interface AlignedVoice {
  readonly text: string;
  /** Its notes and rests in order, those of chords and grace notes one by one. */
  readonly notes: readonly AlignedNote[];
}

/** No score has more; each is a reading of the whole tune. */
const MOST_VOICES = 32;

/**
 * Every voice of a tune in canonical form, those without a note left out, each note with its place in the tune.
 * Overlays are in none. The first voice's text is that of `canonicalTune`. Nothing in the tune makes this throw.
 */
export function alignedVoices(tuneText: string, fileHeader = ''): AlignedVoice[] {
  const tokens = scanTune(tuneText);
  const voices = voicesOf(tuneText, tokens);
  const sounding = new Set(voices.filter((_, i) => tokens[i]?.kind === 'note'));
  return [...sounding].slice(0, MOST_VOICES).flatMap((voice) => {
    const reading = readVoice(tuneText, tokens, voice, fileHeader);
    const text = writeVoice(reading);
    return text === null ? [] : [{ text, notes: align(text, tuneText, reading.sources) }];
  });
}

/**
 * Writing keeps the order of notes, so that those of canonical text and those it was made of go in pairs. Broken
 * notation may read differently once it is written anew: from the first pair that differs on, none is aligned.
 */
function align(text: string, tuneText: string, sources: readonly TextRange[]): AlignedNote[] {
  const sounds = scanTune(text).filter(isSound);
  const differs = sounds.findIndex((sound, nth) => {
    const source = sources[nth];
    return source === undefined || nameOf(tuneText, source) !== nameOf(text, sound);
  });
  const aligned = differs < 0 ? sounds : sounds.slice(0, differs);
  return aligned.flatMap(({ start, end }, nth) => {
    const source = sources[nth];
    return source === undefined ? [] : [{ start, end, source: { start: source.start, end: source.end } }];
  });
}

function isSound({ kind }: Token): boolean {
  return kind === 'note' || kind === 'rest';
}

function nameOf(text: string, { start, end }: TextRange): string {
  return readSound(text.slice(start, end)).name;
}

function readSound(text: string): Pitch {
  return /^[zx]/.test(text) ? readRest(text) : readPitch(text);
}

/**
 * Another note in the place of one, in the form that the tune is written in: `written` is what stands in the tune,
 * `canonical` the same in canonical text, `other` what is to stand there instead, in canonical form. Its length
 * stands to the written one as in canonical text, whatever L:, a chord or a broken rhythm make of it.
 */
export function writtenLike(written: string, canonical: string, other: string): string {
  const [before, from, to] = [readSound(written), readSound(canonical), readSound(other)];
  const length = written.slice(written.search(/[\d/]*$/));
  if (equals(from.length, to.length)) return to.name + length;
  return to.name + formatLength(multiply(before.length, divide(to.length, from.length)));
}
