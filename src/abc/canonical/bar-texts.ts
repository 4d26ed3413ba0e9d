import { bodyStart } from './tune.ts';

/** What has been read of a canonical body, as the texts of its bars. A value: `readCharacter` gives a new one. */
export interface BarTexts {
  /** Canonical meter in force. */
  readonly meter: string;
  /** The last `KEPT` bars that are complete, each from its first character up to its bar line, without pickups. */
  readonly bars: readonly string[];
  /** How many of them belong to the part that the last of them stands in. */
  readonly partBars: number;
  /** Nothing but a bar line has been read of the part. */
  readonly opening: boolean;
  /** The bar line before the bar in progress, with line breaks and the number of a variant ending. */
  readonly barLine: string;
  /** The bar in progress; empty at a bar line. */
  readonly text: string;
  /** What ends the quoted text or inline field that the last character stands in; empty outside. */
  readonly closing: string;
}

/** Bars that are remembered: none is ever compared with one more than 64 back. */
const KEPT = 65;

/** What stands between the texts of two bars: bar lines, line breaks, numbers of variant endings. */
export const BETWEEN_BARS = '|:]\n0123456789,';

/** `[` and a letter: the beginning of an inline field once a colon comes. */
const FIELD = /\[[A-Za-z]$/;
/** The beginning of a tuplet sign, which may go on with a colon. */
const TUPLET = /\(\d[\d:]*$/;

/** The start of the body of a canonical tune. */
export function startBarTexts(canonical: string): BarTexts {
  const meter = /^M:(.*)$/m.exec(canonical.slice(0, bodyStart(canonical)))?.[1] ?? 'none';
  return { meter, bars: [], partBars: 0, opening: true, barLine: '', text: '', closing: '' };
}

/** Bars of its part before the bar in progress; null where that one is the part's first and may be a pickup. */
export function placeInPart({ barLine, partBars, opening }: BarTexts): number | null {
  const endsPart = /[:\]]|\|\|/.test(barLine) && !/\d/.test(barLine);
  return opening || endsPart ? null : partBars;
}

/** Reads one more character of a canonical body; takes any text. */
export function readCharacter(reading: BarTexts, character: string): BarTexts {
  const { text, barLine, closing } = reading;
  const longer = { ...reading, text: text + character };
  if (closing !== '') return character === closing ? { ...longer, closing: '' } : longer;
  if (text === '' && BETWEEN_BARS.includes(character)) return { ...reading, barLine: barLine + character };
  if (text === '[' && /[\d|]/.test(character)) return { ...reading, text: '', barLine: barLine + character };
  if (character === ':' && FIELD.test(text)) return { ...longer, closing: ']' };
  if (character === '|' || (character === ':' && !TUPLET.test(text))) return endBar(reading, character);
  return character === '"' ? { ...longer, closing: '"' } : longer;
}

function endBar(reading: BarTexts, barLine: string): BarTexts {
  const { bars, text } = reading;
  const place = placeInPart(reading);
  const meter = [...text.matchAll(/\[M:([^\]]*)\]/g)].at(-1)?.[1] ?? reading.meter;
  const after: BarTexts = { ...reading, meter, barLine, text: '', partBars: place ?? 0, opening: false };
  if (place === null && isPickup(text, meter)) return after;
  return { ...after, bars: [...bars.slice(1 - KEPT), text], partBars: after.partBars + 1 };
}

/** Whether the first bar of a part fills half its meter at most. */
function isPickup(text: string, meter: string): boolean {
  const [beats, value] = meter.split('/').map(Number);
  return beats !== undefined && value !== undefined && eighthsOf(text) * 2 <= (beats * 8) / value;
}

/** What holds letters that are no notes with a length of their own. */
const NO_NOTES = /"[^"]*"|\{[^}]*\}|\[[A-Za-z]:[^\]]*\]/g;
const TUPLET_OR_NOTE = /\((\d)|(?:\[[^\]]*\]|[A-Ga-gxz][,']*)(\d*)(\/*)(\d*)/g;

/** How many eighths canonical music lasts; broken rhythm makes no difference, tuplets are of the usual kind. */
function eighthsOf(text: string): number {
  let [sum, left, scale] = [0, 0, 1];
  for (const [, tuplet, above, slashes = '', below] of text.replace(NO_NOTES, '').matchAll(TUPLET_OR_NOTE)) {
    if (tuplet !== undefined) {
      left = Number(tuplet);
      scale = (left === 2 || left === 4 ? 3 : 2) / left;
      continue;
    }
    const divisor = below ? Number(below) : 2 ** slashes.length;
    sum += ((above ? Number(above) : 1) / divisor) * (left > 0 ? scale : 1);
    left--;
  }
  return sum;
}
