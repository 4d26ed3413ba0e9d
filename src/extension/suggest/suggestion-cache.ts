/** What an answer depends on. */
export interface Situation {
  /** The tune up to the cursor. */
  readonly before: string;
  /** The tune from the cursor on. */
  readonly after: string;
  /** Model and sampling settings, as one string that differs when they do. */
  readonly settings: string;
}

interface Remembered extends Situation {
  readonly candidates: readonly string[];
  /** How many candidates were asked for; fewer may have come. */
  readonly wanted: number;
}

/** Answers given lately, newest first. */
export interface SuggestionCache {
  /**
   * Candidates that still go on from the situation: an answer to the very same one, or the rest of one whose
   * text has been typed or accepted in part since. Undefined where the model has to be asked.
   */
  find(situation: Situation, wanted: number): string[] | undefined;
  remember(situation: Situation, candidates: readonly string[], wanted: number): void;
  clear(): void;
}

/** A cache of at most `capacity` answers. */
export function createSuggestionCache(capacity: number): SuggestionCache {
  let answers: Remembered[] = [];
  return {
    find: (situation, wanted) => {
      for (const answer of answers) {
        const rest = restOf(answer, situation);
        if (rest.length > 0 && answer.wanted >= wanted) return rest;
      }
      return undefined;
    },
    remember: (situation, candidates, wanted) => {
      const others = answers.filter((answer) => !sameSituation(answer, situation));
      answers = [{ ...situation, candidates, wanted }, ...others].slice(0, capacity);
    },
    clear: () => {
      answers = [];
    },
  };
}

function restOf(answer: Remembered, { before, after, settings }: Situation): string[] {
  if (answer.settings !== settings || answer.after !== after || !before.startsWith(answer.before)) return [];
  const typed = before.slice(answer.before.length);
  const rest = answer.candidates
    .filter((candidate) => candidate.startsWith(typed))
    .map((candidate) => candidate.slice(typed.length));
  return [...new Set(rest)].filter((text) => text.trim() !== '');
}

function sameSituation(a: Situation, b: Situation): boolean {
  return a.before === b.before && a.after === b.after && a.settings === b.settings;
}

/** One list of candidates without doubles: those shown before stay in front, so that cycling starts from them. */
export function mergeCandidates(
  shown: readonly string[],
  fresh: readonly string[],
  wanted: number,
): string[] {
  return [...new Set([...shown, ...fresh])].slice(0, Math.max(wanted, shown.length));
}
