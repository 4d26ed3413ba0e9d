import { alignedVoices, type AlignedVoice } from '../../abc/canonical/aligned.ts';
import { START } from '../../abc/canonical/tune.ts';
import type { TextRange } from '../../abc/book.ts';
import type { Sampler } from '../../engine/engine.ts';
import type { Alphabet } from '../constraint/alphabet.ts';
import type { Interruption } from '../generate.ts';
import { createChances, type Chances } from './chances.ts';

export interface SurpriseRequest {
  /** One tune. */
  readonly text: string;
  /** The header of its file, whose fields hold for every tune in it. */
  readonly fileHeader?: string | undefined;
}

/** A note or rest of the tune, where it is written, and how much it surprises. */
export interface NoteSurprise extends TextRange {
  /** −log₂ of the note's chance after all that stands before it; null where the model has never seen such a sign. */
  readonly bits: number | null;
}

export interface SurpriseResult {
  /** In the order of the text. Each voice is read by itself; what overlays hold is left out. */
  readonly notes: NoteSurprise[];
  /** Whether the tune was read to its end. */
  readonly complete: boolean;
}

/** What a model is asked through. */
export interface Listener {
  readonly sampler: Sampler;
  readonly alphabet: Alphabet;
}

/** Characters read of a tune, which is half a second; few tunes have a quarter as many. */
const MOST_CHARACTERS = 5_000;
const CHARACTERS_PER_PAUSE = 64;

/** How unlikely the model finds each note of a tune. Throws the signal's reason when aborted. */
export async function surpriseOf(
  listener: Listener,
  { text, fileHeader }: SurpriseRequest,
  interruption: Interruption,
): Promise<SurpriseResult> {
  const chances = createChances(listener.alphabet);
  const notes: NoteSurprise[] = [];
  let left = MOST_CHARACTERS;
  let complete = true;
  for (const voice of alignedVoices(text, fileHeader)) {
    complete &&= voice.text.length <= left;
    notes.push(...(await readVoice(listener, chances, voice, left, interruption)));
    left -= Math.min(left, voice.text.length);
  }
  return { notes: notes.sort((a, b) => a.start - b.start), complete };
}

async function readVoice(
  listener: Listener,
  chances: Chances,
  { text, notes }: AlignedVoice,
  most: number,
  interruption: Interruption,
): Promise<NoteSurprise[]> {
  const found: NoteSurprise[] = [];
  const voice = startReading(listener, text);
  for (const { start, end, source } of notes) {
    if (end > most) break;
    await readTo(voice, start, interruption);
    let log: number | null = 0;
    for (let at = start; at < end; at++) {
      const index = listener.alphabet.indexOf.get(text.charAt(at));
      const chance = at === start ? chances.begin : chances.goOn;
      log = index === undefined || log === null ? null : log + chance(voice.logits, index);
      await readTo(voice, at + 1, interruption);
    }
    const bits = log === null ? null : Math.max(0, -(log + chances.end(voice.logits)) / Math.LN2);
    found.push({ ...source, bits });
  }
  return found;
}

/** A text being read by the network's first stream. */
interface ReadVoice extends Listener {
  readonly text: string;
  at: number;
  /** Logits [V] that foretell the character at `at`. */
  logits: Float32Array;
}

function startReading(listener: Listener, text: string): ReadVoice {
  const { sampler, alphabet } = listener;
  sampler.importState(0, null);
  const logits = sampler.step([alphabet.indexOf.get(START) ?? 0]);
  return { ...listener, text, at: 0, logits };
}

/** Reads up to a character. One that the model does not know it has never learnt to read: that is passed over. */
async function readTo(voice: ReadVoice, to: number, { signal, pause }: Interruption): Promise<void> {
  for (; voice.at < to; voice.at++) {
    const index = voice.alphabet.indexOf.get(voice.text.charAt(voice.at));
    if (index !== undefined) voice.logits = voice.sampler.step([index]);
    if (voice.at % CHARACTERS_PER_PAUSE !== 0) continue;
    await pause();
    signal?.throwIfAborted();
  }
}
