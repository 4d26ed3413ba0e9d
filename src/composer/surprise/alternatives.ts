import { alignedVoices, writtenLike } from '../../abc/canonical/aligned.ts';
import type { Interruption } from '../generate.ts';
import type { TextReader } from '../network.ts';
import { createChances } from './chances.ts';
import { likeliestNotes, type LikelyNote } from './note-search.ts';
import type { Listener, SurpriseRequest } from './surprise.ts';

export interface AlternativesRequest extends SurpriseRequest {
  /** Where a note or rest of the tune starts, in UTF-16 code units. */
  readonly offset: number;
}

/** A note that could stand in a place. */
export interface Alternative {
  /** As it would be written in this tune. */
  readonly text: string;
  /** 0 to 1. */
  readonly probability: number;
}

export interface AlternativesResult {
  /** The likeliest other notes of the same length, the best first; none where no note that the model reads starts. */
  readonly alternatives: Alternative[];
  /** The likeliest note of another length, where that is likelier than all of this length. */
  readonly otherLength: Alternative | null;
}

const COUNT = 3;
const NONE: AlternativesResult = { alternatives: [], otherLength: null };

/** Which notes could stand in the place of one. Throws the signal's reason when aborted. */
export async function alternativesAt(
  listener: Listener & { readonly reader: TextReader },
  { text, fileHeader, offset }: AlternativesRequest,
  interruption: Interruption,
): Promise<AlternativesResult> {
  for (const voice of alignedVoices(text, fileHeader)) {
    const note = voice.notes.find(({ source }) => source.start === offset);
    if (note === undefined) continue;
    const written = text.slice(note.source.start, note.source.end);
    const canonical = voice.text.slice(note.start, note.end);
    const length = /[\d/]*$/.exec(canonical)?.[0] ?? '';
    const start = await listener.reader.read(voice.text.slice(0, note.start), interruption);
    const search = { ...listener, chances: createChances(listener.alphabet) };
    const [likeliest] = likeliestNotes({ ...search, length: undefined }, start, 1);
    const sameLength = likeliestNotes({ ...search, length }, start, COUNT + 1);
    const inForm = ({ text, log }: LikelyNote): Alternative => ({
      text: writtenLike(written, canonical, text),
      probability: Math.min(1, Math.exp(log)),
    });
    const hasOtherLength = likeliest !== undefined && likeliest.log > (sameLength[0]?.log ?? -Infinity);
    return {
      alternatives: sameLength
        .filter(({ text }) => text !== canonical)
        .slice(0, COUNT)
        .map(inForm),
      otherLength: hasOtherLength ? inForm(likeliest) : null,
    };
  }
  return NONE;
}
