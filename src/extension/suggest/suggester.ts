import type { Continuation, ContinueParameters } from '../../worker/protocol.ts';
import type { SuggestSettings } from '../settings.ts';
import { pauseBefore, repeatsWhatFollows, seedFor } from './habits.ts';
import { createSuggestionCache, mergeCandidates, type Situation } from './suggestion-cache.ts';

/** What suggesting needs of the world. */
export interface SuggesterWorld {
  /** Asks the model. `quiet` questions are computed ahead: nobody waits for them. */
  ask(request: Omit<ContinueParameters, 'model'>, signal: AbortSignal, quiet: boolean): Promise<Continuation>;
  /** Rejects when the signal aborts. */
  sleep(millis: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds. */
  now(): number;
  /** Told when something computed ahead failed. */
  report(error: unknown): void;
}

export interface Question {
  /** The tune up to the cursor, lines parted by `\n`. */
  readonly before: string;
  /** The tune from the cursor on. */
  readonly after: string;
  /** The header of its file. */
  readonly fileHeader: string;
  readonly settings: SuggestSettings;
  /** Which model will answer; another name means other answers. */
  readonly model: string;
  /** Asked for by a command rather than by typing: answered at once and with several candidates. */
  readonly invoked: boolean;
}

export interface Suggestions {
  readonly texts: readonly string[];
  /** Why there are none, where the model says so. */
  readonly reason?: string | undefined;
}

/** Answers questions from what is known already, or by asking the model, one question at a time. */
export interface Suggester {
  /** A newer question aborts the older one, which then rejects. */
  suggest(question: Question, signal: AbortSignal): Promise<Suggestions>;
  /** From now on the same place gets other suggestions. */
  another(): void;
  /** Forgets all answers. */
  clear(): void;
  dispose(): void;
}

/** How many answers are kept; a keystroke adds one at most. */
const REMEMBERED = 32;
/** Milliseconds of quiet before the suggestion after the shown one is computed. */
const AHEAD_AFTER = 120;

export function createSuggester(world: SuggesterWorld): Suggester {
  const cache = createSuggestionCache(REMEMBERED);
  let lastTyped: number | undefined;
  let variety = 0;
  let current = new AbortController();

  const pauseForTyping = async (delay: number, signal: AbortSignal): Promise<void> => {
    const now = world.now();
    const pause = pauseBefore(lastTyped, now, delay);
    lastTyped = now;
    if (pause > 0) await world.sleep(pause, signal);
  };

  const answer = async (question: Question, signal: AbortSignal): Promise<Suggestions> => {
    const situation = situationOf(question);
    const wanted = question.invoked ? question.settings.candidates : 1;
    const known = cache.find(situation, wanted);
    if (known !== undefined) return { texts: known };
    if (!question.invoked) await pauseForTyping(question.settings.delay, signal);
    const fresh = await askModel(world, question, { wanted, variety, quiet: false }, signal);
    const texts = mergeCandidates(cache.find(situation, 1) ?? [], fresh.texts, wanted);
    if (texts.length > 0) cache.remember(situation, texts, wanted);
    return { texts, reason: fresh.reason };
  };

  /** Computes what comes after `text` is accepted, unless another question comes first. */
  const lookAhead = async (question: Question, text: string, signal: AbortSignal): Promise<void> => {
    const accepted = { ...question, before: question.before + text };
    try {
      await world.sleep(AHEAD_AFTER, signal);
      if (cache.find(situationOf(accepted), 1) !== undefined) return;
      const { texts } = await askModel(world, accepted, { wanted: 1, variety, quiet: true }, signal);
      if (texts.length > 0) cache.remember(situationOf(accepted), texts, 1);
    } catch (error) {
      if (!signal.aborted) world.report(error);
    }
  };

  return {
    suggest: async (question, signal) => {
      current.abort();
      const mine = new AbortController();
      current = mine;
      const both = AbortSignal.any([mine.signal, signal]);
      const suggestions = await answer(question, both);
      both.throwIfAborted();
      const [first] = suggestions.texts;
      // The editor may cancel its own signal once it has its answer; only a newer question stops this.
      if (first !== undefined) void lookAhead(question, first, mine.signal);
      return suggestions;
    },
    another: () => {
      variety++;
      cache.clear();
    },
    clear: () => {
      cache.clear();
    },
    dispose: () => {
      current.abort();
    },
  };
}

interface Asking {
  readonly wanted: number;
  readonly variety: number;
  readonly quiet: boolean;
}

async function askModel(
  world: SuggesterWorld,
  { before, after, fileHeader, settings }: Question,
  { wanted, variety, quiet }: Asking,
  signal: AbortSignal,
): Promise<Suggestions> {
  const continuation = await world.ask(
    {
      text: before + after,
      offset: before.length,
      fileHeader,
      length: { kind: 'bars', bars: settings.bars },
      candidates: wanted,
      temperature: settings.temperature,
      topP: settings.topP,
      seed: seedFor(before, variety),
      constrained: settings.constrained,
    },
    signal,
    quiet,
  );
  if (continuation.kind === 'nothing') return { texts: [], reason: continuation.reason };
  const texts = continuation.candidates.map(({ text }) => text.replaceAll('\r\n', '\n'));
  return { texts: texts.filter((text) => !repeatsWhatFollows(text, after)) };
}

function situationOf({ before, after, fileHeader, settings, model }: Question): Situation {
  const { bars, temperature, topP, constrained } = settings;
  return {
    before,
    after,
    settings: JSON.stringify([model, fileHeader, bars, temperature, topP, constrained]),
  };
}
