import { add, compare, equals, type Fraction, subtract, ZERO } from '../fraction.ts';
import type { Meter } from '../meter.ts';
import type { Divider, Event, Sound } from './event.ts';

/** What stands between two bars of a voice. */
export interface Boundary {
  /** The bar lines, without what stands between them; empty at either end of a tune that has none there. */
  readonly barLine: string;
  /** Whether a variant ending, a part or the tune starts here, or the bar line is more than a plain one. */
  readonly structural: boolean;
  readonly ending: boolean;
  /** A dotted or invisible bar line, which may stand within a bar. */
  readonly soft: boolean;
}

/** A bar of one voice, not judged yet. */
export interface Measure {
  readonly start: number;
  readonly end: number;
  readonly voice: string;
  /** The longest of its layers. */
  readonly duration: Fraction;
  /** What counts of it: all but a rest that only carries a mark over the bar line. */
  readonly counted: Fraction;
  /** The meter at its first sound. */
  readonly meter: Meter;
  /** At its last sound. */
  readonly unitNoteLength: Fraction;
  /** How many bars it stands for where it is a multi-measure rest; else 0. */
  readonly restBars: number;
  readonly before: Boundary;
  readonly after: Boundary;
  /** Part of an overlay over several bars, which this reading does not take apart. */
  readonly overlaid: boolean;
}

const SOFT = /^(?:\.\|+|\[\|?\])$/;
const PLAIN = /^\.?\|$/;

/** Gathers the sounds of a bar and the dividers after it. */
interface Gathering {
  sounds: Sound[];
  layers: Fraction[];
  dividers: Divider[];
  before: Boundary;
  overlaid: boolean;
  readonly measures: Measure[];
}

function boundary(dividers: readonly Divider[], atEdge: boolean): Boundary {
  const bars = dividers.filter(({ kind }) => kind === 'bar line').map(({ text }) => text);
  const barLine = bars.join('');
  const ending = dividers.some(({ kind }) => kind === 'variant ending');
  const part = dividers.some(({ kind }) => kind === 'part');
  const soft = SOFT.test(barLine);
  const marked = bars.some((text) => !PLAIN.test(text) && !SOFT.test(text));
  return { barLine, structural: atEdge || ending || part || marked, ending, soft };
}

function finish(gathering: Gathering, atEnd: boolean): void {
  const after = boundary(gathering.dividers, atEnd);
  const first = gathering.sounds[0];
  const last = gathering.sounds.at(-1);
  if (first && last) {
    const duration = gathering.layers.reduce((a, b) => (compare(a, b) >= 0 ? a : b));
    gathering.measures.push({
      start: first.start,
      end: last.end,
      voice: first.voice,
      duration,
      counted: last.overBar && gathering.layers.length === 1 ? subtract(duration, last.duration) : duration,
      meter: first.meter,
      unitNoteLength: last.unitNoteLength,
      restBars: gathering.sounds.reduce((sum, { bars }) => sum + bars, 0),
      before: gathering.before,
      after,
      overlaid: gathering.overlaid,
    });
  }
  gathering.before = after;
  gathering.sounds = [];
  gathering.layers = [];
  gathering.dividers = [];
}

/** Whether the bar needs nothing more: many leave out the bar line at the end of a line. */
function isFull({ sounds, layers, overlaid }: Gathering): boolean {
  const meter = sounds[0]?.meter;
  const [length] = layers;
  if (meter?.kind !== 'measured' || length === undefined || overlaid) return false;
  return layers.length === 1 && equals(length, meter.length);
}

function addSound(gathering: Gathering, event: Sound): void {
  // Dividers seen since the last bar's sounds end that bar; before the first bar they only shape the tune's start.
  if (gathering.dividers.length > 0) {
    if (gathering.sounds.length > 0) finish(gathering, false);
    else {
      gathering.before = { ...boundary(gathering.dividers, false), structural: true };
      gathering.dividers = [];
    }
  }
  if (event.startsLine && isFull(gathering)) finish(gathering, false);
  gathering.sounds.push(event);
  const layer = Math.max(0, gathering.layers.length - 1);
  gathering.layers[layer] = add(gathering.layers[layer] ?? ZERO, event.duration);
}

function addOverlay(gathering: Gathering, text: string): void {
  if (text === '(&') gathering.overlaid = true;
  else if (gathering.layers.length > 0) gathering.layers.push(ZERO);
  if (text.endsWith(')')) gathering.overlaid = false;
}

function gather(gathering: Gathering, event: Event): void {
  if (event.kind === 'overlay') addOverlay(gathering, event.text);
  else if ('duration' in event) addSound(gathering, event);
  else gathering.dividers.push(event);
}

/** The bars of each voice, in order. A part alone, without a bar line, does not end a bar that is not full. */
export function measuresOf(events: readonly Event[]): Measure[][] {
  const voices = new Map<string, Gathering>();
  for (const event of events) {
    let gathering = voices.get(event.voice);
    if (!gathering) {
      const before = boundary([], true);
      gathering = { sounds: [], layers: [], dividers: [], before, overlaid: false, measures: [] };
      voices.set(event.voice, gathering);
    }
    gather(gathering, event);
  }
  return [...voices.values()].map((gathering) => {
    finish(gathering, true);
    return gathering.measures;
  });
}
