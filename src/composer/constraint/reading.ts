import { FREE_BAR, UNIT } from './ticks.ts';

/** Which construct the last character stands in. */
export type Mode =
  | 'between' // no construct is open
  | 'line' // at the start of a line
  | 'barred' // right after a bar line
  | 'end' // after the blank line that ends a tune
  | 'accidental'
  | 'note' // after a letter: octave marks and length may follow
  | 'bars' // after `Z`
  | 'bracket' // after `[`: a chord, a field, a variant ending or a bar line
  | 'chord' // inside `[…]`, between its notes
  | 'grace' // inside `{…}`, between its notes
  | 'parenthesis' // after `(`: a slur or a tuplet
  | 'tuplet' // after `(3`
  | 'broken' // after `>`, `<`
  | 'quote' // inside `"…"`
  | 'field' // inside `[K:…]`
  | 'bar' // inside a bar line
  | 'ending'; // inside the numbers of a variant ending

/**
 * What is asked of the bar in progress. open: nothing; close: nothing may hang over its end;
 * finish: the tune ends with it; over: the tune has ended.
 */
export type Goal = 'open' | 'close' | 'finish' | 'over';

/**
 * What has been understood of a tune's body up to a character, the unit note length being 1/8.
 * A value: `advance` gives a new one. Durations are in ticks.
 */
export interface Reading {
  readonly mode: Mode;
  /** The text is ours: nothing in it may be what some programs misread, or what people hardly ever write. */
  readonly careful: boolean;
  readonly goal: Goal;
  /** What will be asked of the bars after this one. */
  readonly nextGoal: Goal;
  /** The characters of the construct in progress, where they count: bar line, quote, field, tuplet, ending. */
  readonly text: string;

  /** What a full bar holds; 0 without a meter. */
  readonly meter: number;
  readonly compound: boolean;
  /** What this bar is to hold: a full bar, or what a bar split by a repeat still owes. */
  readonly target: number;
  /** What is asked of the next bar, where that is not what follows from the meter; else 0. */
  readonly nextTarget: number;
  readonly filled: number;
  /** The bar cannot be counted (only in text that is not ours): its next bar line starts afresh. */
  readonly lost: boolean;
  /** First bar of a part: may be a pickup. */
  readonly opening: boolean;
  /** How many voices `&` has laid over this bar. */
  readonly overlays: number;
  /** Endings can not be written: there are overlays, or the vocabulary lacks what they take. */
  readonly noEndings: boolean;
  /** The bars stand for others within a part: plain bar lines and no multi-measure rests. */
  readonly inPlace: boolean;
  /** Bars that a first ending may have; 0 where none may begin. */
  readonly mostEndingBars: number;
  /** The tune has variant endings, and so no overlays any more. */
  readonly hasEndings: boolean;

  /** The pickup of this part, 0 for none, and those of all parts so far. */
  readonly pickup: number;
  readonly pickups: readonly number[];
  /** A `|:` waits for its `:|`; a `:|` has come and no `|:` since. */
  readonly repeat: boolean;
  readonly repeated: boolean;
  /** Bars since the part began, and bars of the tune; pickups do not count. */
  readonly partBars: number;
  readonly bars: number;
  /** The bar line before this bar. */
  readonly barLine: string;
  /** Bar lines on this line of text. */
  readonly lineBars: number;
  /** Variant ending in progress, the one that may come now (2 must), and how full the bar was at the first. */
  readonly ending: number;
  readonly due: number;
  readonly endingAt: number;
  /** People write the complement of a pickup also before a plain bar line, where the line of text ends with the part. */
  readonly partMayEnd: boolean;
  /** Bars of the variant ending in progress that are complete. */
  readonly endingBars: number;
  /** The bar line before came right after another one or at the start of a line: no bar lies between. */
  readonly emptyBar: boolean;

  readonly slurs: number;
  /** The last character is a blank. */
  readonly blank: boolean;
  /** What the text promises to come: 1 a note or rest, 2 a note. */
  readonly promised: 0 | 1 | 2;
  /** Decorations before the note to come. */
  readonly decorations: string;
  readonly graced: boolean;
  readonly quoted: boolean;
  readonly fields: number;

  /** Where the note in progress stands. */
  readonly inside: 'body' | 'chord' | 'grace';
  readonly rest: boolean;
  /** Steps above C,,, plus 1; 0 for none. */
  readonly pitch: number;
  readonly octaves: number;
  readonly above: number;
  readonly slashes: number;
  readonly below: number;

  /** Written length of the note just ended and still in reach of `-`, `)` and `>`; 0 for none. */
  readonly last: number;
  readonly lastInTuplet: boolean;
  /** The note just ended has its length from broken rhythm already. */
  readonly lastBroken: boolean;
  /** Decorations of the note just ended. */
  readonly marks: string;
  /** Letters with an accidental in this bar, a bit each; whether the note in progress has one of its own. */
  readonly altered: number;
  readonly accidental: boolean;
  /** A tie waits for this pitch; 0 for none. */
  readonly tied: number;
  /** The broken rhythm sign that the next note stands behind, '' for none, and the length both notes are written with. */
  readonly broken: string;
  readonly pair: number;

  /** Tuplet in progress: p notes in the time of q, notes left, written lengths so far. */
  readonly p: number;
  readonly q: number;
  readonly left: number;
  readonly sum: number;

  /** Chord in progress: notes so far, length of the first, whether that was written out. */
  readonly chordNotes: number;
  readonly chordLength: number;
  readonly chordFixed: boolean;
}

/** First endings of half a part turn up; longer ones are parts of their own. */
const MOST_ENDING_BARS = 8;

/** The start of a tune's body. `meter` in ticks, 0 for none; `compound`: the beat divides in three. */
export function startReading(meter: number, compound: boolean): Reading {
  return {
    mode: 'line',
    careful: false,
    goal: 'open',
    nextGoal: 'open',
    text: '',
    meter,
    compound,
    target: meter === 0 ? FREE_BAR : meter,
    nextTarget: 0,
    filled: 0,
    lost: false,
    opening: true,
    overlays: 0,
    noEndings: false,
    inPlace: false,
    mostEndingBars: MOST_ENDING_BARS,
    hasEndings: false,
    pickup: 0,
    pickups: [],
    repeat: false,
    repeated: false,
    partBars: 0,
    bars: 0,
    barLine: '',
    lineBars: 0,
    ending: 0,
    due: 0,
    endingAt: 0,
    partMayEnd: false,
    endingBars: 0,
    emptyBar: false,
    slurs: 0,
    blank: false,
    promised: 0,
    decorations: '',
    graced: false,
    quoted: false,
    fields: 0,
    inside: 'body',
    rest: false,
    pitch: 0,
    octaves: 0,
    above: 0,
    slashes: 0,
    below: 0,
    last: 0,
    lastInTuplet: false,
    lastBroken: false,
    marks: '',
    altered: 0,
    accidental: false,
    tied: 0,
    broken: '',
    pair: 0,
    p: 0,
    q: 0,
    left: 0,
    sum: 0,
    chordNotes: 0,
    chordLength: UNIT,
    chordFixed: false,
  };
}

type Draft = { -readonly [Field in keyof Reading]: Reading[Field] };

/**
 * A copy to be changed. Written out, because JavaScript engines then know all readings to have one shape; copies made
 * with `...` are several times as slow, and a copy is made with every character.
 */
function draftOf(reading: Reading): Draft {
  return {
    mode: reading.mode,
    careful: reading.careful,
    goal: reading.goal,
    nextGoal: reading.nextGoal,
    text: reading.text,
    meter: reading.meter,
    compound: reading.compound,
    target: reading.target,
    nextTarget: reading.nextTarget,
    filled: reading.filled,
    lost: reading.lost,
    opening: reading.opening,
    overlays: reading.overlays,
    noEndings: reading.noEndings,
    inPlace: reading.inPlace,
    mostEndingBars: reading.mostEndingBars,
    hasEndings: reading.hasEndings,
    pickup: reading.pickup,
    pickups: reading.pickups,
    repeat: reading.repeat,
    repeated: reading.repeated,
    partBars: reading.partBars,
    bars: reading.bars,
    barLine: reading.barLine,
    lineBars: reading.lineBars,
    ending: reading.ending,
    due: reading.due,
    endingAt: reading.endingAt,
    partMayEnd: reading.partMayEnd,
    endingBars: reading.endingBars,
    emptyBar: reading.emptyBar,
    slurs: reading.slurs,
    blank: reading.blank,
    promised: reading.promised,
    decorations: reading.decorations,
    graced: reading.graced,
    quoted: reading.quoted,
    fields: reading.fields,
    inside: reading.inside,
    rest: reading.rest,
    pitch: reading.pitch,
    octaves: reading.octaves,
    above: reading.above,
    slashes: reading.slashes,
    below: reading.below,
    last: reading.last,
    lastInTuplet: reading.lastInTuplet,
    lastBroken: reading.lastBroken,
    marks: reading.marks,
    altered: reading.altered,
    accidental: reading.accidental,
    tied: reading.tied,
    broken: reading.broken,
    pair: reading.pair,
    p: reading.p,
    q: reading.q,
    left: reading.left,
    sum: reading.sum,
    chordNotes: reading.chordNotes,
    chordLength: reading.chordLength,
    chordFixed: reading.chordFixed,
  };
}

/** The reading with some of it changed. */
export function changed(reading: Reading, changes: Partial<Reading>): Reading {
  return Object.assign(draftOf(reading), changes);
}
