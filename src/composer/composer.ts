import {
  type BodyPrompt,
  canonicalPrompt,
  type EmptyPrompt,
  type HeaderPrompt,
} from '../abc/canonical/prompt.ts';
import type { WritingForm } from '../abc/canonical/form.ts';
import { bodyStart } from '../abc/canonical/tune.ts';
import { toWritingForm } from '../abc/canonical/write.ts';
import type { Engine, Sampler } from '../engine/engine.ts';
import { DEFAULT_ECHO } from '../model/default-echo.ts';
import type { EchoTable } from '../model/echo.ts';
import type { Model } from '../model/folder.ts';
import { forkRandom, seedRandom, type Random } from '../model/random.ts';
import { endsOnTonic } from './cadence.ts';
import { distinctCandidates } from './candidates.ts';
import { advance, settle } from './constraint/advance.ts';
import { canWrite, createAlphabet, type Alphabet } from './constraint/alphabet.ts';
import { handOver } from './constraint/hand-over.ts';
import { meterTicks } from './constraint/inline-field.ts';
import { changed, startReading, type Reading } from './constraint/reading.ts';
import { createRepetitionCheck } from './reads-on.ts';
import { startEcho } from './echo.ts';
import { ComposerError } from './error.ts';
import { generate, type GenerateOptions, type Generated, type Interruption, type Start } from './generate.ts';
import { headerLines, headerQuestion } from './header.ts';
import { byLeadIn, lengthOfReplaced, replacedBars } from './lead-in.ts';
import { createTextReader, type TextReader } from './network.ts';
import { planTune, writeRecord, type TuneRequest } from './record.ts';
import { repairBar, type RepairRequest, type RepairResult } from './repair.ts';
import type { ContinuationLength } from './stopping.ts';
import {
  alternativesAt,
  type AlternativesRequest,
  type AlternativesResult,
} from './surprise/alternatives.ts';
import { surpriseOf, type SurpriseRequest, type SurpriseResult } from './surprise/surprise.ts';
import { createTurns } from './turns.ts';

interface SamplingRequest {
  readonly temperature: number;
  readonly topP: number;
  /** The same request with the same seed gives the same texts. */
  readonly seed: number;
  /** Only correct notation whose bars fill the meter; else the plain model. */
  readonly constrained: boolean;
  /** Whether constrained texts let bars come again as they do in people's tunes; so they do where absent. */
  readonly echo?: boolean | undefined;
}

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

export interface ComposeRequest extends SamplingRequest, TuneRequest {
  readonly count: number;
}

/** Continues tunes with one model. Requests are answered one after the other. */
export interface Composer {
  /** What could stand at the cursor, the likeliest first. Throws the signal's reason when aborted. */
  continueTune(request: ContinueRequest, signal?: AbortSignal): Promise<ContinueResult>;
  /** Whole new tunes, each a complete ABC record. Throws a ComposerError for a request that is none. */
  compose(request: ComposeRequest, signal?: AbortSignal): Promise<{ tunes: string[] }>;
  /** How unlikely the model finds each note of a tune. Throws the signal's reason when aborted. */
  surprise(request: SurpriseRequest, signal?: AbortSignal): Promise<SurpriseResult>;
  /** Which notes could stand in the place of one. Throws the signal's reason when aborted. */
  alternatives(request: AlternativesRequest, signal?: AbortSignal): Promise<AlternativesResult>;
  /** The likeliest ways to make a bar fill its meter. Throws the signal's reason when aborted. */
  repairBar(request: RepairRequest, signal?: AbortSignal): Promise<RepairResult>;
  /** Gives back the model's memory. */
  dispose(): void;
}

export interface ComposerOptions {
  /** Milliseconds, never going back. */
  readonly clock: () => number;
  /** Lets messages in; called every few characters. */
  readonly pause: () => Promise<void>;
}

/** Texts written side by side. */
const STREAMS = 8;
const HEADER_CHARACTERS = 60;
/** Most tunes end on the tonic (84 of 100 in O'Neill and the like); the model alone finds it in 40. */
const ENDING_TRIES = 4;

/** What the parts of a composer share. */
interface Workshop {
  readonly alphabet: Alphabet;
  readonly sampler: Sampler;
  readonly reader: TextReader;
  readonly echoTable: EchoTable;
  readonly options: ComposerOptions;
}

/** A composer that writes with a model. Throws a ComposerError for one that has learnt no notation. */
export async function createComposer(
  model: Model,
  engine: Engine,
  options: ComposerOptions,
): Promise<Composer> {
  const alphabet = createAlphabet(model.vocabulary.characters);
  if (!canWrite(alphabet)) {
    throw new ComposerError(
      `the model ${model.card.name} knows no notes or no bar line; choose another model`,
    );
  }
  const sampler = await engine.createSampler(model.weights, STREAMS, 'int8');
  const reader = createTextReader(sampler, model.vocabulary);
  const workshop = { alphabet, sampler, reader, echoTable: model.card.echo ?? DEFAULT_ECHO, options };
  const takeTurns = createTurns();
  return {
    continueTune: (request, signal) => takeTurns(() => continueTune(workshop, request, signal)),
    compose: (request, signal) => takeTurns(() => compose(workshop, request, signal)),
    surprise: (request, signal) =>
      takeTurns(() => surpriseOf(workshop, request, { signal, pause: options.pause })),
    alternatives: (request, signal) =>
      takeTurns(() => alternativesAt(workshop, request, { signal, pause: options.pause })),
    repairBar: (request, signal) =>
      takeTurns(() => repairBar(workshop, request, { signal, pause: options.pause })),
    dispose: () => sampler.dispose(),
  };
}

async function continueTune(
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
  const repeatsWhatFollows = createRepetitionCheck(request.text, text, request.fileHeader);
  const replaced = replacedBars(request);
  // Short bars come where they stood, and only there.
  const whole = { opening: false, pickups: [] };
  const from = replaced ? { ...start, reading: changed(start.reading, whole) } : start;
  const length = replaced
    ? lengthOfReplaced(request.length, replaced, text, readingOf(text), workshop.alphabet)
    : request.length;
  const found = await distinctCandidates(
    request.candidates,
    request.temperature,
    seedRandom(request.seed),
    async (randoms, temperature) => {
      const texts = await writeTexts(
        workshop,
        from,
        randoms,
        { ...request, length, temperature },
        interruption,
      );
      return texts.filter(({ text }) => !repeatsWhatFollows(text));
    },
  );
  const ordered = replaced ? await byLeadIn(workshop, text, replaced, found, interruption) : found;
  return ordered.map(({ text, logProbability, bars }) => ({
    text: inForm(text.replace(/\n+$/, ''), start, prompt.form),
    logProbability,
    bars,
  }));
}

/** Canonical text in the user's form. The number of an ending stays with the bar line that it belongs to. */
function inForm(text: string, { reading }: Start, form: WritingForm): string {
  const atBarLine = reading.mode === 'bar' || reading.mode === 'barred';
  const number = atBarLine ? (/^\d+/.exec(text)?.[0] ?? '') : '';
  if (number === '') return toWritingForm(text, form);
  const cursor = { ...form.cursor, barsOnLine: 0 };
  return number + toWritingForm(text.slice(number.length), { ...form, cursor });
}

/** A `:` right before the cursor begins a repeat sign, but is no notation yet that a canonical text would have. */
function withRepeatSign(canonical: string, { text, offset }: ContinueRequest): string {
  const begun = /[^|:[\s]:$/.test(text.slice(Math.max(0, offset - 2), offset));
  return begun && !/[|:]$/.test(canonical) ? `${canonical}:` : canonical;
}

/** The state of network and reading at the end of canonical text. */
async function startAt(
  { alphabet, reader, echoTable }: Workshop,
  text: string,
  sealed: boolean,
  { constrained, echo }: Pick<SamplingRequest, 'constrained' | 'echo'>,
  interruption: Interruption,
): Promise<Start> {
  const { state, logits } = await reader.read(text, interruption);
  const read = readingOf(text);
  const reading = sealed ? settle(read) : read;
  const brackets = text.includes('[', bodyStart(text));
  const key = [...text.matchAll(/(?:^|\[)K:([^\]\n]*)/gm)].at(-1)?.[1] ?? 'none';
  return {
    state,
    logits,
    sealed,
    brackets,
    key,
    echo: constrained && echo !== false ? startEcho(echoTable, text) : null,
    reading: constrained ? handOver(alphabet, reading) : reading,
  };
}

/** How canonical text reads at its end. */
function readingOf(text: string): Reading {
  const body = bodyStart(text);
  const { meter, compound } = meterTicks(/^M:(.*)$/m.exec(text.slice(0, body))?.[1] ?? 'none');
  return Array.from(text.slice(body)).reduce(advance, startReading(meter, compound));
}

/**
 * One text per random state; of one that brings a tune to its end, the first of several tries that ends on the tonic.
 * Which try is the likeliest does not count: that would be the one that says the same thing most often.
 */
async function writeTexts(
  workshop: Workshop,
  start: Start,
  randoms: readonly Random[],
  options: GenerateOptions,
  interruption: Interruption,
): Promise<Generated[]> {
  if (options.length.kind !== 'end' || !options.constrained) {
    return inBatches(workshop, start, randoms, options, interruption);
  }
  const tries = randoms.flatMap((random) => Array.from({ length: ENDING_TRIES }, () => forkRandom(random)));
  const texts = await inBatches(workshop, start, tries, options, interruption);
  return randoms.flatMap((_, nth) => {
    const own = texts.slice(nth * ENDING_TRIES, (nth + 1) * ENDING_TRIES);
    return own.find(({ text }) => endsOnTonic(text, start.key)) ?? own[0] ?? [];
  });
}

async function inBatches(
  { sampler, alphabet }: Workshop,
  start: Start,
  randoms: readonly Random[],
  options: GenerateOptions,
  interruption: Interruption,
): Promise<Generated[]> {
  const all: Generated[] = [];
  for (let at = 0; at < randoms.length; at += STREAMS) {
    const batch = randoms.slice(at, at + STREAMS);
    all.push(...(await generate(sampler, alphabet, start, batch, options, interruption)));
  }
  return all;
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
    request.candidates,
    request.temperature,
    seedRandom(request.seed),
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

async function compose(
  workshop: Workshop,
  request: ComposeRequest,
  signal: AbortSignal | undefined,
): Promise<{ tunes: string[] }> {
  const plan = planTune(request);
  const interruption = { signal, pause: workshop.options.pause };
  const start = await startAt(workshop, plan.header, false, request, interruption);
  const random = seedRandom(request.seed);
  const randoms = Array.from({ length: request.count }, () => forkRandom(random));
  const options: GenerateOptions = { ...request, length: { kind: 'end' } };
  const bodies = await writeTexts(workshop, start, randoms, options, interruption);
  return { tunes: bodies.map(({ text }, nth) => writeRecord(plan, text, nth)) };
}
