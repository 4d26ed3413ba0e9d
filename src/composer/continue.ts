import {
  type BodyPrompt,
  canonicalPrompt,
  type EmptyPrompt,
  type HeaderPrompt,
} from '../abc/canonical/prompt.ts';
import type { WritingForm } from '../abc/canonical/form.ts';
import { toWritingForm } from '../abc/canonical/write.ts';
import { seedRandom } from '../model/random.ts';
import { distinctCandidates, type Gathering, musicOf } from './candidates.ts';
import { changed, type Mode } from './constraint/reading.ts';
import { createRepetitionCheck } from './reads-on.ts';
import type { Interruption, Start } from './generate.ts';
import { headerLines, headerQuestion } from './header.ts';
import { byLeadIn, isWithinPart, lengthOfReplaced, replacedBars } from './lead-in.ts';
import type { ContinuationLength } from './stopping.ts';
import { type Workshop, type SamplingRequest, startAt, writeTexts, inBatches } from './workshop.ts';

export interface ContinueRequest extends SamplingRequest {
  /** One tune, as `tuneAround` finds it. */
  readonly text: string;
  /** Of the cursor in it, in UTF-16 code units. */
  readonly offset: number;
  /** The header of its file, whose fields hold for every tune in it. */
  readonly fileHeader?: string | undefined;
  readonly length: ContinuationLength;
  readonly candidates: number;
  /**
   * UTF-16 code units behind the cursor that the candidates are to stand for: the last bar is as long as the last of
   * these, and those come first that lead best into what follows.
   */
  readonly replaced?: number | undefined;
}

export interface Candidate {
  /** What would be inserted at the cursor, in the user's form. */
  readonly text: string;
  /** Natural logarithm of its probability under the model, echoes among it where it was written with them. */
  readonly logProbability: number;
  /** Bars that it ends. */
  readonly bars: number;
}

export type ContinueResult =
  | { readonly kind: 'continued'; readonly candidates: Candidate[]; readonly millis: number }
  | { readonly kind: 'nothing'; readonly reason: string };

const HEADER_CHARACTERS = 60;

/** What could stand at the cursor, the likeliest first. Throws the signal's reason when aborted. */
export async function continueTune(
  workshop: Workshop,
  request: ContinueRequest,
  signal: AbortSignal | undefined,
): Promise<ContinueResult> {
  signal?.throwIfAborted();
  const began = workshop.options.clock();
  const interruption = { signal, pause: workshop.options.pause };
  const prompt = canonicalPrompt(request.text, request.offset, request.fileHeader);
  if (prompt.kind === 'nothing') return prompt;
  const candidates =
    prompt.kind === 'header'
      ? await completeHeader(workshop, prompt, request, interruption)
      : await continueBody(workshop, prompt, request, interruption);
  if (candidates.length === 0) return { kind: 'nothing', reason: 'the model has nothing to add here' };
  return { kind: 'continued', candidates, millis: workshop.options.clock() - began };
}

async function continueBody(
  workshop: Workshop,
  prompt: BodyPrompt | EmptyPrompt,
  request: ContinueRequest,
  interruption: Interruption,
): Promise<Candidate[]> {
  const sealed = request.replaced !== undefined || (prompt.kind === 'body' && prompt.sealed);
  const text = withRepeatSign(prompt.text, request);
  const start = await startAt(workshop, text, sealed, request, interruption);
  const repeatsWhatFollows = createRepetitionCheck(request, text);
  const replaced = replacedBars(request);
  // Short bars come where they stood, and only there.
  const whole = { opening: false, pickups: [] };
  const from = replaced
    ? {
        ...start,
        reading: changed(start.reading, { ...whole, inPlace: isWithinPart(replaced, text) }),
      }
    : start;
  const length = replaced
    ? lengthOfReplaced(request.length, replaced, text, workshop.readMusic(text).reading, workshop.alphabet)
    : request.length;
  const found = await distinctCandidates(gathering(request, musicOf), async (randoms, temperature) => {
    const texts = await writeTexts(
      workshop,
      from,
      randoms,
      { ...request, length, temperature },
      interruption,
    );
    return texts.filter(({ text }) => !repeatsWhatFollows(text));
  });
  const ordered = replaced ? await byLeadIn(workshop, text, replaced, found, interruption) : found;
  return ordered.map(({ text, logProbability, bars }) => ({
    text: inForm(text.replace(/\n+$/, ''), start, prompt.form),
    logProbability,
    bars,
  }));
}

function gathering(
  { candidates, temperature, seed }: ContinueRequest,
  likeness: Gathering['likeness'],
): Gathering {
  return { count: candidates, temperature, random: seedRandom(seed), likeness };
}

/**
 * Canonical text in the user's form. The number of an ending stays with the bar line or bracket that it belongs to, and
 * an inline field with its bracket.
 */
function inForm(text: string, { reading }: Start, form: WritingForm): string {
  const begun = BEGUN[reading.mode]?.exec(text)?.[0] ?? '';
  if (begun === '') return toWritingForm(text, form);
  const cursor = { ...form.cursor, barsOnLine: 0, inChord: false };
  return begun + toWritingForm(text.slice(begun.length), { ...form, cursor });
}

/** What stays as it is, by the construct that the prompt ends in. */
const BEGUN: Partial<Record<Mode, RegExp>> = {
  bar: /^\d+/,
  barred: /^\d+/,
  bracket: /^(?:\d+|[KM]:[^\]\n]*\])/,
};

/** A `:` right before the cursor begins a repeat sign, but is no notation yet that a canonical text would have. */
function withRepeatSign(canonical: string, { text, offset }: ContinueRequest): string {
  const begun = /[^|:[\s]:$/.test(text.slice(Math.max(0, offset - 2), offset));
  return begun && !/[|:]$/.test(canonical) ? `${canonical}:` : canonical;
}

/** The header's missing lines; none where there is nothing to complete at the cursor. */
async function completeHeader(
  workshop: Workshop,
  prompt: HeaderPrompt,
  request: ContinueRequest,
  interruption: Interruption,
): Promise<Candidate[]> {
  const question = headerQuestion(prompt);
  if (question === null) return [];
  const start = await startAt(workshop, question.prompt, false, { constrained: false }, interruption);
  const length = { kind: 'characters', characters: HEADER_CHARACTERS } as const;
  const found = await distinctCandidates(
    gathering(request, (text) => text.trim()),
    (randoms, temperature) => {
      const options = { ...request, temperature, length, constrained: false };
      return inBatches(workshop, start, randoms, options, interruption);
    },
  );
  const candidates = new Map<string, Candidate>();
  for (const { text, logProbability } of found) {
    const lines = headerLines(question, text, prompt.form.lineBreak, prompt.fields.has('L'));
    if (lines !== null && !candidates.has(lines))
      candidates.set(lines, { text: lines, logProbability, bars: 0 });
  }
  return [...candidates.values()];
}
