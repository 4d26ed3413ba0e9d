import { type Bar, isWrong, readBars } from '../../abc/bars.ts';
import { add, equals, type Fraction, ZERO } from '../../abc/fraction.ts';
import { scanTune } from '../../abc/scan.ts';
import type { WholeBars } from './whole-bars.ts';

/**
 * The continuations that can stand for some bars of a tune, in their order: as many bars, set off by plain bar lines,
 * of the same length in all or mending what did not add up. `continuations` go on from where the bars start.
 */
export function variations(
  tune: string,
  replaced: WholeBars,
  continuations: readonly string[],
  fileHeader = '',
): readonly string[] {
  const before = tune.slice(0, replaced.start);
  const fits = fitting(tune, replaced, fileHeader);
  const seen = new Set([bare(tune.slice(replaced.start, replaced.end))]);
  return continuations
    .map((continuation) => withoutLastBarLine(before, continuation))
    .filter((text) => {
      const fresh = !seen.has(bare(text));
      seen.add(bare(text));
      return fresh && fits(text);
    });
}

/** A check whether a text can stand for some bars. */
function fitting(
  tune: string,
  { start, end, bars }: WholeBars,
  fileHeader: string,
): (text: string) => boolean {
  const old = readBars(tune, fileHeader);
  const duration = durationWithin(old, start, end);
  return (text) => {
    const changed = readBars(tune.slice(0, start) + text + tune.slice(end), fileHeader);
    const own = changed.filter((bar) => bar.start >= start && bar.start < start + text.length);
    const plain = own.slice(0, -1).every(({ barLine }) => barLine === '|');
    if (own.length !== bars || !plain) return false;
    const lasts = equals(durationWithin(changed, start, start + text.length), duration);
    return wrongBars(changed) < wrongBars(old) || (lasts && wrongBars(changed) === wrongBars(old));
  };
}

function durationWithin(bars: readonly Bar[], start: number, end: number): Fraction {
  const within = bars.filter((bar) => bar.start >= start && bar.start < end);
  return within.map(({ duration }) => duration).reduce(add, ZERO);
}

const wrongBars = (bars: readonly Bar[]): number => bars.filter(isWrong).length;

/** A continuation without the bar line and blanks that it ends with: the tune has its own. */
function withoutLastBarLine(before: string, continuation: string): string {
  const text = continuation.trim();
  const last = scanTune(before + text).at(-1);
  return last?.kind === 'bar line' ? text.slice(0, last.start - before.length).trimEnd() : text;
}

const bare = (text: string): string => text.replaceAll(/\s+/g, '');
