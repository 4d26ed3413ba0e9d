import { scanText, scanTune } from '../../abc/scan.ts';
import type { Token } from '../../abc/token.ts';

/** A tune, or a text between tunes, as it is read to explain something in it. */
export interface Passage {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Text of the file's header. */
  readonly fileHeader: string;
}

/** What there is to say of a stretch of a passage. */
export interface Explanation {
  readonly start: number;
  readonly end: number;
  /** The thing itself, in a few words. */
  readonly title: string;
  /** Sentences; may be empty. */
  readonly text: string;
}

export function passageOf(text: string, isTune: boolean, fileHeader: string): Passage {
  return { text, tokens: isTune ? scanTune(text) : scanText(text), fileHeader };
}

/** Index of the token that holds the character at `offset`, -1 beyond the end. */
export function tokenIndexAt({ tokens }: Passage, offset: number): number {
  return tokens.findIndex(({ start, end }) => start <= offset && offset < end);
}
