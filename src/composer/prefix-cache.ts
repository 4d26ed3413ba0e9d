import type { LstmState } from '../engine/engine.ts';

/** How far a text is known to the network; length 0 and the zero state (null) where none of it is. */
export interface KnownPrefix {
  readonly length: number;
  readonly state: LstmState | null;
}

export interface PrefixCache {
  /** The longest remembered beginning of `text` that leaves at least one character to read. */
  longest(text: string): KnownPrefix;
  /** The state after a text that starts from the zero state. */
  remember(text: string, state: LstmState): void;
}

/** Remembers the states after the texts used last, so that a keystroke costs its own characters only. */
export function createPrefixCache(capacity: number): PrefixCache {
  /** Least recently used first. */
  const states = new Map<string, LstmState>();
  const remember = (text: string, state: LstmState): void => {
    states.delete(text);
    states.set(text, state);
    const [oldest] = states.keys();
    if (states.size > capacity && oldest !== undefined) states.delete(oldest);
  };
  return {
    remember,
    longest: (text) => {
      let best = '';
      for (const known of states.keys()) {
        if (known.length > best.length && known.length < text.length && text.startsWith(known)) best = known;
      }
      const state = states.get(best);
      if (state === undefined) return { length: 0, state: null };
      remember(best, state);
      return { length: best.length, state };
    },
  };
}
