import { type Bar, isWrong, readBars } from '../abc/bars.ts';
import { startBarTexts } from '../abc/canonical/bar-texts.ts';
import { hasWholePhrases } from '../abc/canonical/phrases.ts';
import { bodyStart } from '../abc/canonical/tune.ts';
import { barsOf } from './distribution.ts';
import { melodyOf } from './melody.ts';

/** Figures that tell how tunes are made, as means over them; shares are 0 … 1. */
export interface Figures {
  readonly tunes: number;
  /** Bars that fill the meter exactly. */
  readonly fullBars: number;
  /** Bars that are right once pickups, their complements and split bars are counted. */
  readonly rightBars: number;
  /** Tunes without a wrong bar. */
  readonly cleanTunes: number;
  /** Tunes that end with `|]`, `||` or `:|`. */
  readonly properEndings: number;
  /** Tunes whose last note is the tonic. */
  readonly tonicEndings: number;
  /** Notes that the signature in force gives. */
  readonly notesInKey: number;
  /** Lowest and highest pitch (MIDI numbers), means over tunes. */
  readonly lowest: number;
  readonly highest: number;
  /** Full-length bars that stood in the tune before, note for note. */
  readonly repeatedBars: number;
  /** Length of a tune in bars of its meter, as written: repeats count once. Mean over tunes. */
  readonly bars: number;
  /** Tunes whose number of bars is a multiple of 8, half a bar more or less. */
  readonly eightBarTunes: number;
  /** Tunes whose parts all have four, eight … bars. */
  readonly wholePhrases: number;
}

/** Figures of canonical tunes. Those without a note count as neither clean nor ended. */
export function figuresOf(tunes: readonly string[]): Figures {
  const each = tunes.map(figuresOfTune);
  const mean = (of: (one: TuneFigures) => number): number => {
    return each.reduce((sum, one) => sum + of(one), 0) / Math.max(1, each.length);
  };
  const bars = each.flatMap((one) => one.bars);
  const share = (of: (bar: Bar) => boolean): number => bars.filter(of).length / Math.max(1, bars.length);
  const notes = each.flatMap((one) => one.notes);
  return {
    tunes: tunes.length,
    fullBars: share(({ verdict }) => verdict === 'full'),
    rightBars: share((bar) => !isWrong(bar)),
    cleanTunes: mean((one) => Number(one.notes.length > 0 && !one.bars.some(isWrong))),
    properEndings: mean((one) => Number(/(?:\|\]|\|\||:\||::)\n$/.test(one.tune))),
    tonicEndings: mean((one) => Number(one.notes.at(-1)?.degree === 0)),
    notesInKey: notes.filter((note) => note.inKey).length / Math.max(1, notes.length),
    lowest: mean((one) => Math.min(...one.notes.map(({ pitch }) => pitch), 127)),
    highest: mean((one) => Math.max(...one.notes.map(({ pitch }) => pitch), 0)),
    repeatedBars: mean((one) => one.repeated),
    bars: mean((one) => barsFilled(one.bars)),
    eightBarTunes: mean((one) => Number(isMultipleOfEight(barsFilled(one.bars)))),
    wholePhrases: mean(({ tune }) =>
      Number(hasWholePhrases(startBarTexts(tune), tune.slice(bodyStart(tune)).trimEnd())),
    ),
  };
}

interface TuneFigures {
  readonly tune: string;
  readonly bars: readonly Bar[];
  readonly notes: ReturnType<typeof melodyOf>;
  readonly repeated: number;
}

function figuresOfTune(tune: string): TuneFigures {
  const notes = melodyOf(tune);
  const bars = barsOf(notes);
  return {
    tune,
    bars: readBars(`L:1/8\n${tune}`),
    notes,
    repeated: 1 - new Set(bars).size / Math.max(1, bars.length),
  };
}

/** Counts the meter's bars in all the time there is, so that pickups and split bars add up. */
function barsFilled(bars: readonly Bar[]): number {
  return bars.reduce((sum, { duration, expected }) => {
    if (expected === null || expected.numerator === 0) return sum;
    return sum + (duration.numerator * expected.denominator) / (duration.denominator * expected.numerator);
  }, 0);
}

function isMultipleOfEight(bars: number): boolean {
  return bars > 4 && Math.abs(bars - 8 * Math.round(bars / 8)) <= 0.5;
}
