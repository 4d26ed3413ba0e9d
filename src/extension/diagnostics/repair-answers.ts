import type { TextEdit } from '../../abc/book.ts';

/** A bar that does not fill its meter, in its tune. */
export interface RepairQuestion {
  readonly text: string;
  readonly fileHeader: string;
  /** Where the bar starts. */
  readonly offset: number;
}

/** A way to repair it. */
export interface Repair {
  readonly edits: readonly TextEdit[];
  /** The bar with it. */
  readonly bar: string;
}

/** What asking for repairs needs of the world. */
export interface RepairWorld {
  /** Asks the composer; rejects when aborted. */
  ask(question: RepairQuestion, signal: AbortSignal): Promise<{ readonly repairs: readonly Repair[] }>;
  /** Settles when nobody should be kept waiting any longer. */
  patience(): Promise<void>;
  failed(error: unknown): void;
}

/** Answers that are remembered, and one that is being worked on. */
export interface RepairAnswers {
  /** The repairs of a bar, likeliest first; none where they take too long, or where `signal` says stop. */
  of(question: RepairQuestion, signal: AbortSignal): Promise<readonly Repair[]>;
  dispose(): void;
}

/** Bars whose repairs are remembered: the editor asks again whenever the cursor moves. */
const REMEMBERED = 16;

const keyOf = ({ text, fileHeader, offset }: RepairQuestion): string =>
  JSON.stringify([offset, fileHeader, text]);

interface Work {
  readonly key: string;
  readonly controller: AbortController;
  readonly answer: Promise<readonly Repair[]>;
}

/**
 * Asks for repairs, one bar at a time: a question about another bar ends the one before. An answer that comes too
 * late for who asked is there when they ask again.
 */
export function createRepairAnswers(world: RepairWorld): RepairAnswers {
  const known = new Map<string, readonly Repair[]>();
  let work: Work | undefined;

  const start = (question: RepairQuestion, key: string): Work => {
    work?.controller.abort();
    const controller = new AbortController();
    const answer = world.ask(question, controller.signal).then(
      ({ repairs }) => {
        known.set(key, repairs);
        const [oldest] = known.keys();
        if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
        return repairs;
      },
      (error: unknown) => {
        if (!controller.signal.aborted) world.failed(error);
        if (work?.key === key) work = undefined;
        return [];
      },
    );
    return { key, controller, answer };
  };

  return {
    of: async (question, signal) => {
      if (signal.aborted) return [];
      const key = keyOf(question);
      const remembered = known.get(key);
      if (remembered) return remembered;
      work = work?.key === key && !work.controller.signal.aborted ? work : start(question, key);
      const { answer, controller } = work;
      const stop = (): void => {
        controller.abort();
      };
      signal.addEventListener('abort', stop, { once: true });
      const late = world.patience().then(() => []);
      const repairs = await Promise.race([answer, late]);
      signal.removeEventListener('abort', stop);
      return repairs;
    },
    dispose: () => {
      work?.controller.abort();
      known.clear();
    },
  };
}

/** Most of a bar that a menu entry shows. */
const SHOWN = 60;

/** What a repair says in a menu. */
export function repairTitle({ bar }: Repair): string {
  const line = bar.replace(/\s+/g, ' ').trim();
  return `Fix the bar: ${line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line}`;
}
