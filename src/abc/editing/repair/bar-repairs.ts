import { type Bar, isWrong, readBars } from '../../bars.ts';
import { subtract } from '../../fraction.ts';
import { scanTune } from '../../scan.ts';
import { textOf, type Token } from '../../token.ts';
import type { TextEdit } from '../../book.ts';
import { applyEdits } from '../apply.ts';
import { soundsOfBar } from './bar-sounds.ts';
import { candidateEdits, type Edits, type WrongBar } from './candidates.ts';

/** One way to make a bar fill its meter. */
export interface BarRepair {
  readonly edits: readonly TextEdit[];
  /** The tune with it. */
  readonly text: string;
  /** In that text: where the bar starts, where it ends, and where the one after it does, its bar line included. */
  readonly start: number;
  readonly end: number;
  readonly nextEnd: number;
}

/** Nobody writes longer tunes; checking each way to repair one bar must not take long. */
const LONGEST = 20_000;

const wrongBars = (bars: readonly Bar[]): number => bars.filter(isWrong).length;

/** Where the bar line behind `end` ends; `end` itself where there is none. */
function barLineEnd(tokens: readonly Token[], end: number): number {
  const line = tokens.find(({ kind, start }) => kind === 'bar line' && start >= end);
  return line?.end ?? end;
}

function repaired(
  text: string,
  edits: readonly TextEdit[],
  bar: Bar,
  wrong: number,
  fileHeader: string,
): BarRepair | null {
  const after = applyEdits(text, edits);
  const bars = readBars(after, fileHeader);
  const own = bars.filter(({ voice }) => voice === bar.voice);
  const index = own.findIndex(({ end, start }) => end > bar.start && start <= bar.start + LEEWAY);
  const [found, next] = [own[index], own[index + 1]];
  if (!found || found.verdict !== 'full' || wrongBars(bars) >= wrong) return null;
  const tokens = scanTune(after);
  const nextEnd = barLineEnd(tokens, (next ?? found).end);
  return { edits, text: after, start: found.start, end: found.end, nextEnd };
}

/** Something may have been put before the first note. */
const LEEWAY = 12;

/** The edits that are worth trying for a wrong bar. */
export type RepairRule = (bar: WrongBar) => Edits[];

/** What of a rule's edits makes the bar that starts at `start` fill its meter, and leaves fewer wrong bars. */
export function tryRepairs(
  tuneText: string,
  start: number,
  fileHeader: string,
  ...rules: readonly RepairRule[]
): BarRepair[] {
  if (tuneText.length > LONGEST) return [];
  const bars = readBars(tuneText, fileHeader);
  const bar = bars.find((candidate) => candidate.start === start && isWrong(candidate));
  if (!bar?.expected) return [];
  const tokens = scanTune(tuneText);
  const line = tokens.find(({ kind, start: at }) => kind === 'bar line' && at >= bar.end);
  const wrongBar: WrongBar = {
    sounds: soundsOfBar(tuneText, tokens, bar, fileHeader),
    missing: subtract(bar.expected, bar.duration),
    unit: bar.unitNoteLength,
    expected: bar.expected,
    barLine: line ? { start: line.start, end: line.end, text: textOf(tuneText, line) } : null,
    tuplets: tokens.filter(({ kind, start: at }) => kind === 'tuplet' && at >= bar.start - 4 && at < bar.end),
  };
  const wrong = wrongBars(bars);
  const found = new Map<string, BarRepair>();
  for (const edits of rules.flatMap((rule) => rule(wrongBar))) {
    const repair = repaired(tuneText, edits, bar, wrong, fileHeader);
    if (repair) found.set(repair.text, repair);
  }
  return [...found.values()];
}

/**
 * The small edits that make the bar that starts at `start` fill its meter: a note longer or shorter, one more or
 * fewer, a triplet, a bar line. Each leaves fewer wrong bars than before. Empty where no such bar starts there.
 */
export function barRepairs(tuneText: string, start: number, fileHeader = ''): BarRepair[] {
  return tryRepairs(tuneText, start, fileHeader, candidateEdits);
}
