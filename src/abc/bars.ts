import { readEvents } from './bars/events.ts';
import { type Measure, measuresOf } from './bars/measure.ts';
import { judge, type Verdict } from './bars/verdict.ts';
import { fieldsOfText } from './fields.ts';
import type { Fraction } from './fraction.ts';
import { scanTune } from './scan.ts';
import type { Token } from './token.ts';
import { settingsOf } from './voice.ts';

export { isWrong, type Verdict } from './bars/verdict.ts';

/** A bar of one voice. */
export interface Bar {
  /** Where its first sound starts and its last one ends. */
  readonly start: number;
  readonly end: number;
  /** Id of the voice; empty where the tune names none. */
  readonly voice: string;
  /** In whole notes. */
  readonly duration: Fraction;
  /** What the meter asks for, null where it asks for nothing. */
  readonly expected: Fraction | null;
  readonly verdict: Verdict;
  /** The unit note length at its end, in whole notes. */
  readonly unitNoteLength: Fraction;
  /** The bar line that ends it; empty where the text ends first. */
  readonly barLine: string;
}

function barsOfVoice(measures: readonly Measure[]): Bar[] {
  const judged = judge(measures);
  return measures.flatMap(({ start, end, voice, duration, unitNoteLength, after }, index) => {
    const { verdict, expected } = judged[index] ?? { verdict: 'free', expected: null };
    return { start, end, voice, duration, expected, verdict, unitNoteLength, barLine: after.barLine };
  });
}

/** The bars of a tune in the order of the text, from its tokens. */
export function barsOf(text: string, tokens: readonly Token[], fileHeader = ''): Bar[] {
  const voices = measuresOf(readEvents(text, tokens, settingsOf(fieldsOfText(fileHeader))));
  const bars = voices.flatMap(barsOfVoice);
  return voices.length > 1 ? bars.sort((a, b) => a.start - b.start) : bars;
}

/**
 * The bars of a tune with their lengths, judged as a musician would: a short bar is right as a pickup, as its
 * complement, or as half of a bar that a repeat sign, double bar or ending parts. `fileHeader` is the text of the
 * file's header, if it has one.
 */
export function readBars(tuneText: string, fileHeader = ''): Bar[] {
  return barsOf(tuneText, scanTune(tuneText), fileHeader);
}
